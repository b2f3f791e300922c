import { readFileSync } from 'node:fs';
import { readArguments, UsageError } from '@quartet/command-line';

export const USAGE = `usage: npm run smoke -- URL... [options]

Tests a live site through nginx, as a visitor would use it. Each URL is one origin of the site, such as
https://site.example, or http://192.0.2.11 for a single machine.

  odds     the odds of each rule set add up to exactly 1
  replay   draws an object of each rule set, computes its number and float from the seed, draws it again with the same
           seed, and looks it up by its id
  load     a few visitors draw objects for some seconds, and no draw may fail

The site records these draws in its history. Their seeds begin with smoke-.

  --visits N      objects to draw in the load test (default: 200; 0 skips the load test)
  --deadline S    limit for the whole run in seconds (default: 60)
  --ca FILE       a certificate (PEM) to trust, for a site with a self-signed certificate
  -h, --help      print this text

exit codes: 0 all checks pass, 1 a check fails, 2 wrong usage
`;

export interface Options {
  /** Origins. */
  sites: string[];
  visits: number;
  deadlineMs: number;
  /** A certificate in PEM. */
  authority?: string;
}

/** Reads the command line; returns undefined for `--help`. @throws {UsageError} if an argument is wrong */
export function readOptions(args: string[]): Options | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  // A pipeline passes several URLs in one variable.
  const sites = positionals.flatMap((word) => word.split(/\s+/)).filter((word) => word !== '');
  if (sites.length === 0) throw new UsageError('Give the URL of a site.');
  return {
    sites: sites.map(parseOrigin),
    visits: parseInteger('visits', values.visits ?? '200', 0),
    deadlineMs: parseInteger('deadline', values.deadline ?? '60', 1) * 1_000,
    ...(values.ca === undefined ? {} : { authority: readFile(values.ca) }),
  };
}

function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new UsageError(`\`${text}\` must be the origin of a site, such as https://site.example.`);
}

function parseInteger(name: string, text: string, min: number): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (number >= min) return number;
  throw new UsageError(`--${name} must be a whole number from ${min} to 99999, got \`${text}\`.`);
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`--ca must name a readable file, got \`${file}\`.`);
  }
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  return readArguments({
    args,
    allowPositionals: true,
    options: { visits: text, deadline: text, ca: text, help: { type: 'boolean', short: 'h' } },
  });
}
