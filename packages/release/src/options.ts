import { parseArgs } from 'node:util';
import { UsageError } from './mistakes';

const VERBS = ['changes', 'build', 'sbom', 'scan', 'sign', 'verify'] as const;
export type Verb = (typeof VERBS)[number];

export interface Options {
  verb: Verb;
  /** Where results are kept. */
  folder: string;
  since: string;
  offline: boolean;
  /** Files with keys. */
  keys: string[];
  attestation?: string;
  /** What shall run, by what it is called in the stack. */
  images: ReadonlyMap<string, string>;
}

const ALLOWED: Record<Verb, readonly string[]> = {
  changes: ['since'],
  build: [],
  sbom: [],
  scan: ['offline'],
  sign: ['key'],
  verify: ['key', 'attestation', 'image'],
};

/** What the command was given, or undefined where it is asked how it is called. */
export function readOptions(args: string[]): Options | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const [verb, ...more] = positionals;
  if (!isVerb(verb) || more.length > 0) throw new UsageError(`Give one VERB: ${VERBS.join(', ')}.`);
  for (const option of Object.keys(values))
    if (option !== 'folder' && !ALLOWED[verb].includes(option))
      throw new UsageError(`${verb} has no option --${option}.`);
  const { folder, since = '', offline = false, key: keys = [], attestation, image = [] } = values;
  if (ALLOWED[verb].includes('key') && keys.length === 0) throw new UsageError(`${verb} needs a --key.`);
  if (verb === 'sign' && keys.length > 1) throw new UsageError('sign takes one --key.');
  if (verb === 'verify' && image.length === 0) throw new UsageError('verify needs an --image.');
  return {
    verb,
    folder: folder ?? 'release',
    since,
    offline: offline || process.env.SCAN_OFFLINE === 'true',
    keys,
    ...(attestation === undefined ? {} : { attestation }),
    images: new Map(image.map(imageOf)),
  };
}

const isVerb = (word: string | undefined): word is Verb => VERBS.some((verb) => verb === word);

function imageOf(text: string): [service: string, image: string] {
  const [, service, image] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (service === undefined || image === undefined)
    throw new UsageError(`--image must be SERVICE=IMAGE, not ${text}.`);
  return [service, image];
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...{ folder: text, since: text, attestation: text, key: texts, image: texts },
        offline: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    // Node's own message goes on to advise what does not fit here.
    const [sentence = ''] = (error as Error).message.split('. ', 1);
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`);
  }
}
