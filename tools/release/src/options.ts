import { imageOf, readArguments, UsageError } from '@quartet/command-line';

export const USAGE = `usage: npm run release -- COMMAND [options]

Runs one step of the release of a commit. Each step writes its results to the folder \`release\`.

  changes [--since COMMIT]    detect deployable changes since COMMIT: exit code 0 if there are any or COMMIT is unknown,
                              3 if only documents, tests and the like have changed
  build                       build the images of the checked-out commit with the Docker that DOCKER_HOST names, and tag
                              them with the commit. Equal content has equal layers. Writes build.json
  sbom                        write SBOMs (CycloneDX): IMAGE.cdx.json for each image, npm.cdx.json for all npm packages
  scan [--offline]            exit code 3 if npm reports a high or critical vulnerability of a production dependency, or
                              an image lacks a Debian security update. Writes scan.json. --offline, or
                              SCAN_OFFLINE=true in the environment, skips the npm advisories
  sign --key FILE             sign the provenance of the pushed images (in-toto, SLSA provenance 1) with a private key
                              (PEM; Ed25519 or ECDSA). Needs images.json of ansible/push.yml. Writes attestation.json
  verify --key FILE... --image SERVICE=IMAGE...
                              exit code 3 unless one of the public keys has signed an attestation that contains every
                              image. --attestation FILE reads another file than release/attestation.json

  --folder FOLDER             use another folder than \`release\`
  -h, --help                  print this text

exit codes: 0 success, 1 failure, 2 wrong usage, 3 see the command
`;

const COMMANDS = ['changes', 'build', 'sbom', 'scan', 'sign', 'verify'] as const;
export type Command = (typeof COMMANDS)[number];

export interface Options {
  command: Command;
  /** The folder of the result files. */
  folder: string;
  since: string;
  offline: boolean;
  /** Key files. */
  keys: string[];
  attestation?: string;
  /** The images to verify, by service. */
  images: ReadonlyMap<string, string>;
}

const ALLOWED: Record<Command, readonly string[]> = {
  changes: ['since'],
  build: [],
  sbom: [],
  scan: ['offline'],
  sign: ['key'],
  verify: ['key', 'attestation', 'image'],
};

/** Reads the command line; returns undefined for `--help`. @throws {UsageError} if an argument is wrong */
export function readOptions(args: string[]): Options | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const [command, ...more] = positionals;
  if (!isCommand(command) || more.length > 0)
    throw new UsageError(`Give one COMMAND: ${COMMANDS.join(', ')}.`);
  for (const option of Object.keys(values))
    if (option !== 'folder' && !ALLOWED[command].includes(option))
      throw new UsageError(`${command} has no option --${option}.`);
  const { folder, since = '', offline = false, key: keys = [], attestation, image = [] } = values;
  if (ALLOWED[command].includes('key') && keys.length === 0)
    throw new UsageError(`${command} needs a --key.`);
  if (command === 'sign' && keys.length > 1) throw new UsageError('sign takes one --key.');
  if (command === 'verify' && image.length === 0) throw new UsageError('verify needs an --image.');
  return {
    command,
    folder: folder ?? 'release',
    since,
    offline: offline || process.env.SCAN_OFFLINE === 'true',
    keys,
    ...(attestation === undefined ? {} : { attestation }),
    images: new Map(image.map(imageOf)),
  };
}

const isCommand = (word: string | undefined): word is Command => COMMANDS.some((command) => command === word);

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  return readArguments({
    args,
    allowPositionals: true,
    options: {
      folder: text,
      since: text,
      attestation: text,
      key: texts,
      image: texts,
      offline: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}
