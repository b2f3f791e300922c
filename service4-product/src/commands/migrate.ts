import { migrate, migrationStatus } from '../repository/migrate';
import { runCommand } from './command';
import { withDatabase, withExistingDatabase } from './with-database';

const USAGE = `Usage: npm run migrate [-- --status]

Brings the database that DATABASE_URL names to the newest schema, and makes it where it is an SQLite file that is missing.
The service does the same when it starts. With --status: lists all migrations and when each was applied, and changes nothing.
Exit code 0: the schema is the newest; 1: it is not (--status), or a migration failed; 2: wrong usage or configuration.
`;

void runCommand({ usage: USAGE, flags: ['status'] }, async ({ flags, settings }) => {
  if (!flags.has('status')) {
    const applied = await withDatabase(settings, migrate);
    for (const name of applied) process.stdout.write(`${name}: applied\n`);
    if (applied.length === 0) process.stdout.write('the schema is up to date\n');
    return 0;
  }
  const all = await withExistingDatabase(settings, migrationStatus);
  for (const { name, executedAt } of all)
    process.stdout.write(`${name}: ${executedAt ? `applied ${executedAt.toISOString()}` : 'pending'}\n`);
  return all.every(({ executedAt }) => executedAt) ? 0 : 1;
});
