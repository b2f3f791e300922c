import { Command } from 'commander';
import { requireLatestSchema } from '../repository/migrate';
import { checkCounts, repairCounts } from '../repository/recount';
import { readSettings, runCommand } from './command';
import { printDifferences } from './differences';
import { Progress } from './progress';
import { withExistingDatabase } from './with-database';

const NOTES = `
Exit code 0: the counts are correct, or were corrected; 1: some counts are wrong; 2: wrong usage or configuration.`;

const command = new Command('npm run history:check --')
  .description(
    'Count all recorded objects and sum their products, and compare the results with the stored counts and sums of ' +
      'each outcome.',
  )
  .option('--repair', 'correct wrong counts; nothing else is recorded meanwhile')
  .addHelpText('after', NOTES)
  .action(async ({ repair = false }: { repair?: boolean }) => {
    const settings = readSettings();
    const progress = new Progress('counted');
    const differences = await withExistingDatabase(settings, async (db) => {
      await requireLatestSchema(db);
      return (repair ? repairCounts : checkCounts)(db, progress.add);
    }).finally(progress.end);
    printDifferences(differences);
    process.stdout.write(`${summarize(differences.length, repair)}\n`);
    process.exitCode = differences.length === 0 || repair ? 0 : 1;
  });

function summarize(differences: number, isRepaired: boolean): string {
  if (differences === 0) return 'all counts are correct';
  if (isRepaired) return `${differences} corrected`;
  return `${differences} wrong: run npm run history:check -- --repair to correct them`;
}

void runCommand(command);
