import { imageOf, readArguments, UsageError } from '@quartet/command-line';

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

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  return readArguments({
    args,
    allowPositionals: true,
    options: {
      ...{ folder: text, since: text, attestation: text, key: texts, image: texts },
      offline: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}
