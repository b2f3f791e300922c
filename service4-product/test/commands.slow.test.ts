import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../test/support/command';

let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quartet-'));
  env = { DATABASE_URL: `sqlite:${join(folder, 'quartet.db')}` };
});
afterEach(() => rm(folder, { recursive: true }));

const COMMANDS = ['migrate', 'history-check', 'history-backup', 'history-restore'];

test.each(COMMANDS)('%s --help prints its usage and exit codes', async (name) => {
  const { code, stdout, stderr } = await runCommand(name, ['--help'], { DATABASE_URL: 'nonsense' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Usage: npm run (migrate|history:)[^]+Exit code 0: /);
});

test.each(COMMANDS)('%s prints its usage and exits with 2 for wrong arguments', async (name) => {
  for (const args of [['--nope'], ['a', 'b']]) {
    const { code, stderr } = await runCommand(name, args, env);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^error: (unknown option '--nope'|too many arguments\. Expected [01] arguments? but got 2).*\n\nUsage: /,
    );
  }
});

test('All mistakes in the configuration are reported together, with exit code 2', async () => {
  const { code, stderr } = await runCommand('migrate', [], {
    DATABASE_URL: 'nope',
    DATABASE_CONNECTIONS: '0',
  });
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^The configuration has 2 errors:\n {2}- DATABASE_URL must be .*\n {2}- DATABASE_CONNECTIONS .*\n$/,
  );
});

test('An unreachable database is named without its password, with exit code 1', async () => {
  const password = join(folder, 'password');
  await writeFile(password, 'secret\n');
  const url = 'mysql://quartet@127.0.0.1:1/history';
  const { code, stdout, stderr } = await runCommand('migrate', [], {
    DATABASE_URL: url,
    DATABASE_PASSWORD_FILE: password,
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe(
    'the database history at 127.0.0.1:1 cannot be used: connect ECONNREFUSED 127.0.0.1:1\n',
  );
});

test('A file that is not a database is refused with exit code 1', async () => {
  const file = join(folder, 'notes.txt');
  await writeFile(file, 'Dear diary, '.repeat(1_000));
  const { code, stderr } = await runCommand('history-check', [], { DATABASE_URL: `sqlite:${file}` });
  expect(code).toBe(1);
  expect(stderr).toBe(`the database ${file} cannot be used: file is not a database\n`);
});
