import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';

export interface Options {
  /** Origins. */
  sites: string[];
  visits: number;
  deadlineMs: number;
  /** A certificate in PEM. */
  authority?: string;
}

const NOTES = `
Checks:
  odds    the odds of each rule set add up to exactly 1
  replay  each rule set draws an object, whose number and float follow from the seed. The same seed draws it
          again, and its id finds it
  load    a few visitors draw objects for some seconds, and no draw fails

The site records these draws in its history. Their seeds begin with smoke-.

Examples:
  npm run smoke -- https://site.example
  npm run smoke -- http://192.0.2.11 http://192.0.2.12 --visits 0

Exit codes:
  0  all checks pass
  1  a check fails
  2  wrong usage`;

/** Reads the command line. @throws {CommanderError} after it has printed the help or what is wrong */
export function readOptions(args: string[]): Options {
  const command = new Command('npm run smoke --')
    .description('Test a live site through nginx, as a visitor would use it.')
    .argument('<url...>', 'origins of the site, such as https://site.example', addOrigins)
    .option('--visits <n>', 'objects to draw in the load test; 0 skips it', integerFrom(0), 200)
    .option('--deadline <seconds>', 'limit for the whole run, in seconds', integerFrom(1), 60)
    .option('--ca <file>', 'certificate (PEM) to trust, if the site has a self-signed one', readCertificate)
    .addHelpText('after', NOTES)
    .showHelpAfterError()
    .exitOverride()
    .parse(args, { from: 'user' });
  const { visits, deadline, ca } = command.opts<{ visits: number; deadline: number; ca?: string }>();
  return {
    sites: command.processedArgs[0] as string[],
    visits,
    deadlineMs: deadline * 1_000,
    ...(ca === undefined ? {} : { authority: ca }),
  };
}

/** Accepts several URLs in one argument, because a pipeline passes them in one variable. */
function addOrigins(text: string, origins: string[] = []): string[] {
  return [...origins, ...text.trim().split(/\s+/).map(parseOrigin)];
}

function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new InvalidArgumentError('It must be the origin of a site, such as https://site.example.');
}

const integerFrom = (min: number) => (text: string) => {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (number >= min) return number;
  throw new InvalidArgumentError(`It must be a whole number from ${min} to 99999.`);
};

function readCertificate(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new InvalidArgumentError('It must be a readable file.');
  }
}
