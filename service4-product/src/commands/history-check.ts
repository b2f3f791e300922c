import { requireLatestSchema } from '../repository/migrate';
import { checkCounts, repairCounts } from '../repository/recount';
import { runCommand } from './command';
import { tellDifferences } from './differences';
import { Progress } from './progress';
import { withExistingDatabase } from './with-database';

const USAGE = `Usage: npm run history:check [-- --repair]

Counts all recorded objects, and compares with the counts that are kept of each outcome, and with the sums of their products.
With --repair: sets right what is wrong; until it is done nothing else is recorded.
Exit code 0: the counts are right, or have been set right; 1: some are wrong; 2: wrong usage or configuration.
`;

void runCommand({ usage: USAGE, flags: ['repair'] }, async ({ flags, settings }) => {
  const isRepair = flags.has('repair');
  const progress = new Progress('counted');
  const differences = await withExistingDatabase(settings, async (db) => {
    await requireLatestSchema(db);
    return (isRepair ? repairCounts : checkCounts)(db, progress.add);
  }).finally(progress.end);
  tellDifferences(differences);
  const amount = differences.length;
  if (amount === 0) process.stdout.write('all counts are right\n');
  else if (isRepair) process.stdout.write(`${amount} set right\n`);
  else process.stdout.write(`${amount} wrong: npm run history:check -- --repair sets right what is wrong\n`);
  return amount === 0 || isRepair ? 0 : 1;
});
