import { UsageError } from '@quartet/command-line';
import { load } from './load';
import { checkOdds } from './odds';
import { type Options, readOptions } from './options';
import { checkReplay } from './replay';
import { Broken, Site } from './site';
import { USAGE } from './usage';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options) await look(options);
  else say(USAGE.trimEnd());
}

async function look({ sites: origins, visits, deadlineMs, authority }: Options): Promise<void> {
  const signal = AbortSignal.timeout(deadlineMs);
  const sites = origins.map((origin) => new Site(origin, authority, signal));
  for (const site of sites) {
    const rules = await site.rules();
    if (rules.length === 0) throw new Broken(`${site.origin} has no rule set`);
    rules.forEach(checkOdds);
    for (const rule of rules) await checkReplay(site, rule);
    say(`${site.origin}: ${rules.length} rule sets have exact odds, and an object of each is found again`);
  }
  if (visits === 0) return;
  const { failures, slowestMs } = await load(sites, visits);
  say(`${visits} visits: ${failures.length} failed, the slowest took ${slowestMs.toFixed(0)} ms`);
  const [first] = failures;
  if (first) throw new Broken(`The first that failed: ${first.message}`);
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`${error instanceof Broken ? error.message : String((error as Error).stack)}\n`);
    process.exitCode = 1;
  }
});
