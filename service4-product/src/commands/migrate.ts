import { Command } from 'commander';
import { migrate, migrationStatus } from '../repository/migrate';
import { readSettings, runCommand } from './command';
import { withDatabase, withExistingDatabase } from './with-database';

const NOTES = `
Exit code 0: the schema is up to date; 1: migrations are pending (--status) or failed; 2: wrong usage or configuration.`;

const command = new Command('npm run migrate --')
  .description(
    'Migrate the database that DATABASE_URL names to the latest schema, as the service does when it starts. Creates ' +
      'a missing SQLite file.',
  )
  .option('--status', 'list all migrations and when each was applied, and change nothing')
  .addHelpText('after', NOTES)
  .action(async ({ status = false }: { status?: boolean }) => {
    process.exitCode = await (status ? printStatus() : applyMigrations());
  });

async function applyMigrations(): Promise<number> {
  const applied = await withDatabase(readSettings(), migrate);
  for (const name of applied) process.stdout.write(`${name}: applied\n`);
  if (applied.length === 0) process.stdout.write('the schema is up to date\n');
  return 0;
}

async function printStatus(): Promise<number> {
  const all = await withExistingDatabase(readSettings(), migrationStatus);
  for (const { name, executedAt } of all)
    process.stdout.write(`${name}: ${executedAt ? `applied ${executedAt.toISOString()}` : 'pending'}\n`);
  return all.every(({ executedAt }) => executedAt) ? 0 : 1;
}

void runCommand(command);
