import { migrate } from '../repository/migrate';
import { checkBackup, readBackup } from '../repository/backup/read';
import { checkCounts } from '../repository/recount';
import { requireEmpty, restoreRows } from '../repository/backup/restore';
import { nameOf } from '../repository/database/settings';
import { CommandError, runCommand } from './command';
import { tellDifferences } from './differences';
import { Progress } from './progress';
import { withDatabase } from './with-database';

const USAGE = `Usage: npm run history:restore -- FILE

Brings the record that npm run history:backup has written to FILE into the database that DATABASE_URL names, which must hold no
objects and no counts. FILE is checked as a whole before anything is changed; then all comes, or nothing.
Exit code 0: all of it is there; 1: it cannot be restored, or its counts were wrong already; 2: wrong usage or configuration.
`;

void runCommand({ usage: USAGE, takesFile: true }, async ({ file, settings }) => {
  const reading = new Progress('checked');
  const counts = await checkBackup(file, reading.add).finally(reading.end);
  const writing = new Progress('restored');
  const differences = await withDatabase(settings, async (db) => {
    // Before its schema is touched.
    await requireEmpty(db);
    await migrate(db);
    await restoreRows(db, () => readBackup(file), writing.add);
    return checkCounts(db);
  }).finally(writing.end);
  process.stdout.write(
    `${nameOf(settings)}: ${counts.objects} objects of ${counts.rule_versions} versions of rule sets\n`,
  );
  if (differences.length === 0) return 0;
  tellDifferences(differences);
  throw new CommandError(
    `all of ${file} has been restored, but its counts were wrong already: npm run history:check -- --repair sets them right`,
  );
});
