import { readFileSync } from 'node:fs';
import { readArguments, UsageError } from '@quartet/command-line';

export interface Options {
  /** Origins. */
  sites: string[];
  visits: number;
  deadlineMs: number;
  /** A certificate, as text. */
  authority?: string;
}

/** What the command was given, or undefined where it is asked how it is called. */
export function readOptions(args: string[]): Options | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  // One word with several addresses, as a setting of a pipeline has them, is several words.
  const sites = positionals.flatMap((word) => word.split(/\s+/)).filter((word) => word !== '');
  if (sites.length === 0) throw new UsageError('Give the URL of a site.');
  return {
    sites: sites.map(originOf),
    visits: wholeOf('visits', values.visits ?? '200', 0),
    deadlineMs: wholeOf('deadline', values.deadline ?? '60', 1) * 1_000,
    ...(values.ca === undefined ? {} : { authority: textOf(values.ca) }),
  };
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new UsageError(`${text} is no address of a site, such as https://site.example.`);
}

function wholeOf(name: string, text: string, least: number): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (number >= least) return number;
  throw new UsageError(`--${name} must be a whole number from ${least} to 99999, not ${text}.`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`--ca: there is no file ${file} that can be read.`);
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
