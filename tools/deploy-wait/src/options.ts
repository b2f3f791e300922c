import { Command, InvalidArgumentError } from 'commander';

export interface Options {
  stack: string;
  deadlineMs: number;
  /** The image that each service must run, by the service's name without the stack's prefix. */
  images: ReadonlyMap<string, string>;
  /** The command that runs a shell line on another machine. Without it, Docker runs on this machine. */
  over?: string;
  json?: string;
  junit?: string;
}

const NOTES = `
Examples:
  npm run deploy:wait -- shop --deadline 120 --json wait.json
  npm run deploy:wait -- shop --over 'ssh manager sudo' --image web=registry.example/web@sha256:…

Exit codes:
  0  every service runs as deployed
  1  Docker does not answer or has no such stack
  2  wrong usage
  3  the Swarm rolled back a service or paused its update
  4  the deadline has passed`;

/** Reads the command line. @throws {CommanderError} after it has printed the help or what is wrong */
export function readOptions(args: string[]): Options {
  const command = new Command('npm run deploy:wait --')
    .description(
      'Wait until every service of a stack runs as deployed, and print the progress. Uses the Swarm that DOCKER_HOST ' +
        'names. `docker stack deploy` returns before the tasks start, even if the Swarm rolls back afterwards.',
    )
    .argument('<stack>', 'name of the stack')
    .option('--deadline <seconds>', 'longest time to wait, in seconds', parseSeconds, 300)
    .option(
      '--over <command>',
      'use Docker on another machine, where this command runs a shell line',
      parseShell,
    )
    .option('--image <service=image>', 'image that a service must run (repeatable)', addImage)
    .option('--json <file>', 'write a JSON report to a file')
    .option('--junit <file>', 'write a JUnit report to a file')
    .addHelpText('after', NOTES)
    .showHelpAfterError()
    .exitOverride()
    .parse(args, { from: 'user' });
  const {
    deadline,
    image = new Map(),
    ...others
  } = command.opts<
    Pick<Options, 'over' | 'json' | 'junit'> & { deadline: number; image?: Options['images'] }
  >();
  return {
    stack: command.processedArgs[0] as string,
    deadlineMs: deadline * 1_000,
    images: image,
    ...others,
  };
}

function parseSeconds(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number of seconds from 1 to 99999.');
}

function parseShell(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError("It must be a command, such as 'ssh manager'.");
}

function addImage(text: string, images: Options['images'] = new Map()): Options['images'] {
  const [, service, image] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (service === undefined || image === undefined)
    throw new InvalidArgumentError('It must be SERVICE=IMAGE.');
  return new Map([...images, [service, image]]);
}
