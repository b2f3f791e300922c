import { CommanderError } from 'commander';
import { checkOdds, checkReplay } from './checks';
import { runLoad } from './load';
import { type Options, readOptions } from './options';
import { CheckError, Site } from './site';

const print = (line: string) => process.stdout.write(`${line}\n`);

async function checkSites({ sites: origins, visits, deadlineMs, authority }: Options): Promise<void> {
  const signal = AbortSignal.timeout(deadlineMs);
  const sites = origins.map((origin) => new Site(origin, authority, signal));
  for (const site of sites) {
    const rules = await site.rules();
    if (rules.length === 0) throw new CheckError(`${site.origin} has no rule set`);
    rules.forEach(checkOdds);
    for (const rule of rules) await checkReplay(site, rule);
    print(`${site.origin}: ${rules.length} rule sets have exact odds and replayable draws`);
  }
  if (visits === 0) return;
  const { failures, slowestMs } = await runLoad(sites, visits);
  print(`${visits} visits: ${failures.length} failed, the slowest took ${slowestMs.toFixed(0)} ms`);
  const [first] = failures;
  if (first) throw new CheckError(`First failure: ${first.message}`);
}

async function main(): Promise<void> {
  await checkSites(readOptions(process.argv.slice(2)));
}

main().catch((error: unknown) => {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(`${error instanceof CheckError ? error.message : String((error as Error).stack)}\n`);
    process.exitCode = 1;
  }
});
