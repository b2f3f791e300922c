import { backUp } from '../repository/backup/back-up';
import { noRows } from '../repository/backup/format';
import { runCommand } from './command';
import { writeNewFile } from './new-file';
import { Progress } from './progress';
import { withExistingDatabase } from './with-database';

const USAGE = `Usage: npm run history:backup -- [--force] FILE

Writes the record as of now to FILE, as gzipped NDJSON, the same for every database; the service may go on recording.
FILE is there only when it is complete. One that is there is replaced only with --force.
Exit code 0: FILE is written; 1: it is not; 2: wrong usage or configuration.
`;

void runCommand({ usage: USAGE, flags: ['force'], takesFile: true }, async ({ flags, file, settings }) => {
  const progress = new Progress('written');
  let rows = noRows();
  await withExistingDatabase(settings, (db) =>
    writeNewFile(file, flags.has('force'), async (sink) => {
      rows = await backUp(db, sink, progress.add);
    }),
  ).finally(progress.end);
  process.stdout.write(`${file}: ${rows.objects} objects of ${rows.rule_versions} versions of rule sets\n`);
  return 0;
});
