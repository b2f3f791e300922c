import { Command, InvalidArgumentError, type OptionValues } from 'commander';
import * as commands from './commands';

const EXAMPLES = `
Examples:
  npm run release -- build
  npm run release -- sign --key signing.key
  npm run release -- verify --key signing.pub --image web=registry.example/web@sha256:…`;

const EXIT_CODES = `
Exit codes:
  0  success
  1  failure
  2  wrong usage
  3  changes: no deployable change; scan, verify: do not deploy this build`;

/** Creates the command line. Each command sets the exit code of the process. */
export function createProgram(): Command {
  // Commands inherit these settings, so set them before the first command.
  const program = new Command('npm run release --')
    .description('Run one step of the release of a commit. Each step writes its results to a folder.')
    .option('--folder <folder>', 'folder of the result files', 'release')
    .addHelpText('after', EXAMPLES)
    .addHelpText('afterAll', EXIT_CODES)
    .showHelpAfterError()
    .exitOverride();

  program
    .command('changes')
    .description('Detect deployable changes; documents and tests, for example, are not deployable.')
    .option(
      '--since <commit>',
      'commit to compare with; without it, or if it is unknown, everything has changed',
    )
    .action(run(commands.changes));
  program
    .command('build')
    .description(
      'Build the images of the checked-out commit with the Docker that DOCKER_HOST names, and tag them with the ' +
        'commit. Equal content has equal layers. Writes build.json.',
    )
    .action(run(commands.build));
  program
    .command('sbom')
    .description(
      'Write an SBOM (CycloneDX) of each image, IMAGE.cdx.json, and of all npm packages, npm.cdx.json.',
    )
    .action(run(commands.sbom));
  program
    .command('scan')
    .description(
      'Find high and critical vulnerabilities of production dependencies and missing Debian security updates of the ' +
        'images. Writes scan.json.',
    )
    .option('--offline', 'skip the npm advisories; so does SCAN_OFFLINE=true in the environment')
    .action(run(commands.scan));
  program
    .command('sign')
    .description(
      'Sign the provenance of the pushed images (in-toto, SLSA provenance 1). Needs images.json of ansible/push.yml. ' +
        'Writes attestation.json.',
    )
    .requiredOption('--key <file>', 'private key (PEM; Ed25519 or ECDSA)')
    .action(run(commands.sign));
  program
    .command('verify')
    .description('Verify that one of the keys has signed an attestation that contains every image.')
    .requiredOption('--key <file...>', 'public key (repeatable)')
    .requiredOption('--image <service=image>', 'image to verify (repeatable)', addImage)
    .option('--attestation <file>', 'another file than attestation.json in the folder')
    .action(run(commands.verify));
  return program;
}

/** Adapts a step to an action: passes the options of the program too, and sets the exit code. */
function run<T extends OptionValues>(step: (options: T) => Promise<number>) {
  return async (_options: Partial<T>, command: Command): Promise<void> => {
    process.exitCode = await step(command.optsWithGlobals<T>());
  };
}

function addImage(
  text: string,
  images: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const [, service, image] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (service === undefined || image === undefined)
    throw new InvalidArgumentError('It must be SERVICE=IMAGE.');
  return new Map([...images, [service, image]]);
}
