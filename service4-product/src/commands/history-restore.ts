import { Command } from 'commander';
import { migrate } from '../repository/migrate';
import { checkBackup, readBackup } from '../repository/backup/read';
import { checkCounts } from '../repository/recount';
import { requireEmpty, restoreRows } from '../repository/backup/restore';
import { nameOf } from '../repository/database/settings';
import { CommandError, readSettings, runCommand } from './command';
import { printDifferences } from './differences';
import { Progress } from './progress';
import { withDatabase } from './with-database';

const NOTES = `
Example:
  DATABASE_URL=sqlite:copy.db npm run history:restore -- backup.ndjson.gz

Exit code 0: the backup is restored; 1: it cannot be restored, or its counts were wrong already; 2: wrong usage or
configuration.`;

const command = new Command('npm run history:restore --')
  .description(
    'Restore a backup of npm run history:backup into the database that DATABASE_URL names. The database must have no ' +
      'objects and no counts. The whole file is checked first, then restored in one transaction.',
  )
  .argument('<file>', 'backup to restore')
  .addHelpText('after', NOTES)
  .action(async (file: string) => {
    const settings = readSettings();
    const reading = new Progress('checked');
    const counts = await checkBackup(file, reading.add).finally(reading.end);
    const writing = new Progress('restored');
    const differences = await withDatabase(settings, async (db) => {
      // Check this before the migrations change the database.
      await requireEmpty(db);
      await migrate(db);
      await restoreRows(db, () => readBackup(file), writing.add);
      return checkCounts(db);
    }).finally(writing.end);
    process.stdout.write(
      `${nameOf(settings)}: ${counts.objects} objects of ${counts.rule_versions} versions of rule sets\n`,
    );
    printDifferences(differences);
    if (differences.length > 0)
      throw new CommandError(
        `All of ${file} has been restored, but its counts were wrong already. Run npm run history:check -- --repair to correct them.`,
      );
    process.exitCode = 0;
  });

void runCommand(command);
