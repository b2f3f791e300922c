import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { runCommand } from '../../../test/support/command';
import { isMariadb, type TestDatabase, testDatabase } from '../../../test/support/database';
import { connectWithLongTimeout } from '../../src/repository/database/connect';

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.remove());

const migrate = (...args: string[]) => runCommand('migrate', args, { DATABASE_URL: database.url });

async function inDatabase<T>(
  work: (db: Awaited<ReturnType<typeof connectWithLongTimeout>>) => Promise<T>,
): Promise<T> {
  const db = await connectWithLongTimeout(database.settings);
  return work(db).finally(() => db.destroy());
}
const tables = () => inDatabase(async (db) => (await db.introspection.getTables()).map(({ name }) => name));

const APPLIED = `0001-objects: applied
0002-rule-versions: applied
0003-sums-and-sequences: applied
0004-exact-text: applied
0005-objects-by-time: applied
`;
const UP_TO_DATE = 'the schema is up to date\n';

test('migrate applies and lists the pending migrations, or reports that there are none', async () => {
  expect(await migrate()).toEqual({ code: 0, stdout: APPLIED, stderr: '' });
  expect(await migrate()).toEqual({ code: 0, stdout: UP_TO_DATE, stderr: '' });
});

test('migrate --status lists pending migrations with exit code 1, and changes nothing', async () => {
  expect(await tables()).toEqual([]);
  const { code, stdout } = await migrate('--status');
  expect(code).toBe(1);
  expect(stdout).toBe(APPLIED.replaceAll('applied', 'pending'));
  expect(await tables()).toEqual([]);
});

test('migrate --status lists the times of applied migrations with exit code 0', async () => {
  await migrate();
  const { code, stdout } = await migrate('--status');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^(000\d-[a-z-]+: applied \d{4}-\d\d-\d\dT[\d:.]+Z\n){5}$/);
});

test('Ten concurrent migrate commands succeed, and apply each migration once', async () => {
  const ended = await Promise.all(Array.from({ length: 10 }, () => migrate()));
  expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    Array.from({ length: 10 }, () => ({ code: 0, stderr: '' })),
  );
  expect(ended.map(({ stdout }) => stdout).sort()).toEqual([APPLIED, ...Array<string>(9).fill(UP_TO_DATE)]);
});

test('migrate reports a failed migration with its reason, and exits with 1', async () => {
  await inDatabase((db) => sql`create table objects (colour integer)`.execute(db));
  const { code, stdout, stderr } = await migrate();
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(
    /^the database \S+( at \S+)? cannot be used: migration 0001-objects failed: .*(no column|rule).*\n$/,
  );
});

test('migrate refuses a database with unknown migrations, and names them', async () => {
  await migrate();
  await inDatabase((db) => sql`insert into kysely_migration values ('9999-later', '2030-01-01')`.execute(db));
  for (const args of [[], ['--status']]) {
    const { code, stderr } = await migrate(...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /cannot be used: its schema is newer than this program \(9999-later\): start a newer version\n$/,
    );
  }
});

(isMariadb ? test.skip : test)(
  'Commands that only read report a missing SQLite file, and do not create it',
  async () => {
    for (const [name, args] of [
      ['migrate', ['--status']],
      ['history-check', []],
      ['history-backup', ['never.gz']],
    ] as const) {
      const { code, stderr } = await runCommand(name, args, { DATABASE_URL: database.url });
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^The database .*quartet\.db does not exist\. Correct DATABASE_URL, or create the database with npm run migrate\.\n$/,
      );
    }
    expect(existsSync(database.url.slice('sqlite:'.length))).toBe(false);
  },
);
