import { Command } from 'commander';
import { backUp } from '../repository/backup/back-up';
import { noRows } from '../repository/backup/format';
import { readSettings, runCommand } from './command';
import { writeNewFile } from './new-file';
import { Progress } from './progress';
import { withExistingDatabase } from './with-database';

const NOTES = `
Example:
  npm run history:backup -- backup.ndjson.gz

Exit code 0: the backup is complete; 1: it failed; 2: wrong usage or configuration.`;

const command = new Command('npm run history:backup --')
  .description(
    'Back up the history to a file of gzipped NDJSON, in the same format for every database. The service may keep ' +
      'recording. The file appears only when the backup is complete.',
  )
  .argument('<file>', 'file to create')
  .option('--force', 'overwrite an existing file')
  .addHelpText('after', NOTES)
  .action(async (file: string, { force = false }: { force?: boolean }) => {
    const settings = readSettings();
    const progress = new Progress('written');
    let rows = noRows();
    await withExistingDatabase(settings, (db) =>
      writeNewFile(file, force, async (sink) => {
        rows = await backUp(db, sink, progress.add);
      }),
    ).finally(progress.end);
    process.stdout.write(`${file}: ${rows.objects} objects of ${rows.rule_versions} versions of rule sets\n`);
    process.exitCode = 0;
  });

void runCommand(command);
