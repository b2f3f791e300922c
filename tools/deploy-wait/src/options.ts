import { imageOf, readArguments, UsageError } from '@quartet/command-line';

export const USAGE = `usage: npm run deploy:wait -- STACK [options]

Waits until every service of a stack runs as deployed, on the Swarm that DOCKER_HOST names, and prints the progress.
\`docker stack deploy\` returns before the tasks start. It exits with 0 even if the Swarm rolls back afterwards.

  --deadline SECONDS          longest time to wait (default: 300)
  --over COMMAND              use Docker on another machine; COMMAND runs a shell line there, such as 'ssh one sudo'
  --image SERVICE=IMAGE       the image that a service must run, such as web=registry/web@sha256:…; repeatable
  --json FILE, --junit FILE   write a report to FILE
  -h, --help                  print this text

exit codes: 0 every service runs as deployed, 1 Docker does not answer or has no such stack, 2 wrong usage,
            3 the Swarm rolled back a service or paused its update, 4 the deadline has passed
`;

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

/** Reads the command line; returns undefined for `--help`. @throws {UsageError} if an argument is wrong */
export function readOptions(args: string[]): Options | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const [stack, ...more] = positionals;
  if (stack === undefined || more.length > 0) throw new UsageError('Give one STACK.');
  const seconds = values.deadline ?? '300';
  if (!/^[1-9]\d{0,4}$/.test(seconds))
    throw new UsageError(`--deadline must be a whole number of seconds from 1 to 99999, got \`${seconds}\`.`);
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
      deadline: text,
      over: text,
      json: text,
      junit: text,
      image: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
}
