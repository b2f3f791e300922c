import { imageOf, readArguments, UsageError } from '@quartet/command-line';

export const USAGE = `usage: npm run deploy:wait -- STACK [options]

Waits until each service of a stack runs as it was deployed, on the Swarm that DOCKER_HOST names, and shows the progress.
\`docker stack deploy\` itself returns before anything runs, and with 0 also where the Swarm then goes back to the old version.

  --deadline SECONDS          how long to wait at most (default: 300)
  --over COMMAND              asks another machine's Docker: what has its shell run a line, such as 'ssh one sudo'
  --image SERVICE=IMAGE       the image that the service must run, such as web=registry/web@sha256:…; may be repeated
  --json FILE, --junit FILE   reports, for programs
  -h, --help

exit codes: 0 all services run as deployed, 1 Docker does not answer, 2 called wrongly,
            3 a service was rolled back, or its update was paused, 4 the deadline has passed
`;

export interface Options {
  stack: string;
  deadlineMs: number;
  /** The image that a service must run, by the service's name within the stack. */
  images: ReadonlyMap<string, string>;
  /** What has another machine's shell run a line; without it, this machine's Docker is asked. */
  over?: string;
  json?: string;
  junit?: string;
}

/** What the command was given, or undefined where it is asked how it is called. */
export function readOptions(args: string[]): Options | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const [stack, ...more] = positionals;
  if (stack === undefined || more.length > 0) throw new UsageError('Give one STACK.');
  const seconds = values.deadline ?? '300';
  if (!/^[1-9]\d{0,4}$/.test(seconds))
    throw new UsageError(`--deadline must be a whole number of seconds from 1 to 99999, not ${seconds}.`);
  const { over, json, junit } = values;
  if (over?.trim() === '') throw new UsageError("--over must be a command, such as 'ssh one'.");
  return {
    stack,
    deadlineMs: Number(seconds) * 1_000,
    images: new Map((values.image ?? []).map(imageOf)),
    ...(over === undefined ? {} : { over }),
    ...(json === undefined ? {} : { json }),
    ...(junit === undefined ? {} : { junit }),
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  return readArguments({
    args,
    allowPositionals: true,
    options: {
      ...{ deadline: text, over: text, json: text, junit: text },
      image: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
}
