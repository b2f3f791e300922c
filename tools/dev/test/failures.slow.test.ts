import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GREETING, type Started, startQuartet } from './start-quartet';

jest.setTimeout(60_000);

let quartet: Started;
afterEach(() => quartet.clear());

async function expectNoStart(): Promise<void> {
  expect(await quartet.ended).toBe(1);
  expect(await quartet.processes()).toEqual(new Map());
  expect(quartet.stdout()).toBe('');
}

describe('A port in use by another program', () => {
  let other: Server;
  let port: number;
  beforeEach(async () => {
    // It answers like a service that is ready.
    other = createServer((_req, res) => res.end('{"status":"ready"}'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    port = (other.address() as AddressInfo).port;
  });
  afterEach(() => other.close());

  test.each(['FRONTEND', 'NUMBER', 'FLOAT', 'PRODUCT'])(
    'is reported with its variable %s_PORT',
    async (name) => {
      quartet = await startQuartet({ env: { [`${name}_PORT`]: String(port) } });
      await expectNoStart();
      expect(quartet.stderr()).toBe(
        `Port ${port} is in use. Stop the other program, or set ${name}_PORT to another port.\n`,
      );
    },
  );

  test('is reported with PORT when PORT has set it', async () => {
    quartet = await startQuartet({ env: { FRONTEND_PORT: '', PORT: String(port) } });
    await expectNoStart();
    expect(quartet.stderr()).toBe(
      `Port ${port} is in use. Stop the other program, or set PORT to another port.\n`,
    );
  });
});

test('A second start reports all four ports, and the first one continues', async () => {
  quartet = await startQuartet();
  await quartet.waitForOutput(GREETING);
  const env = Object.fromEntries(
    Object.entries(quartet.ports).map(([name, port]) => [`${name}_PORT`, String(port)]),
  );
  const second = await startQuartet({ env });
  expect(await second.ended).toBe(1);
  expect(await second.processes()).toEqual(new Map());
  expect(second.stderr().match(/^Port \d+ is in use\. .* set (\w+)_PORT to another port\.$/gm)).toHaveLength(
    4,
  );
  await second.clear();
  expect((await fetch(quartet.url)).status).toBe(200);
});

describe('The message of a service that cannot start is printed', () => {
  test('for an invalid rule file', async () => {
    const rules = await mkdtemp(join(tmpdir(), 'quartet-rules-'));
    await writeFile(join(rules, 'broken.yaml'), 'name: broken\ntittle: Broken\n');
    quartet = await startQuartet({ env: { RULES_DIR: rules } });
    await expectNoStart();
    await rm(rules, { recursive: true });
    expect(quartet.stderr()).toMatch(/^product: .*broken\.yaml.*$/m);
    expect(quartet.stderr()).toMatch(/^product: .*tittle.*$/m);
    expect(quartet.stderr()).toMatch(/\nThe product service did not start: it exited\.\n$/);
  });

  test('for an invalid configuration', async () => {
    quartet = await startQuartet({ env: { RETRIES: 'many' } });
    await expectNoStart();
    expect(quartet.stderr()).toBe(
      [
        'frontend: The configuration has 1 error:',
        'frontend:   - RETRIES must be a whole number from 0 to 10',
        'The frontend service did not start: it exited.',
        '',
      ].join('\n'),
    );
  });
});

test('A service that is killed restarts, and the other services continue', async () => {
  quartet = await startQuartet();
  await quartet.waitForOutput(GREETING);
  const processes = [...(await quartet.processes())];
  const [float] = processes.find(([, command]) => command.includes('service3-float'))!;
  process.kill(float, 'SIGKILL');
  await quartet.waitForOutput(
    'The float service exited (SIGKILL). It restarts in 1 s; the other services continue.',
  );
  const visit = await fetch(quartet.url);
  expect(visit.status).toBe(503);
  expect(await visit.text()).toContain('float service');
  expect((await fetch(`http://127.0.0.1:${quartet.ports.NUMBER}/number`)).status).toBe(200);
  await quartet.waitForOutput('The float service is ready again.');
  expect((await fetch(quartet.url)).status).toBe(200);
  quartet.child.kill('SIGINT');
  expect(await quartet.ended).toBe(0);
});

test('Configuration errors of several services are reported together', async () => {
  quartet = await startQuartet({ env: { RETRIES: 'many', DATABASE_URL: 'nowhere' } });
  await expectNoStart();
  expect(quartet.stderr()).toContain('frontend:   - RETRIES must be');
  expect(quartet.stderr()).toContain('product:   - DATABASE_URL must be');
  expect(quartet.stderr()).toContain('The product service did not start: it exited.\n');
  expect(quartet.stderr()).toContain('The frontend service did not start: it exited.\n');
});

test('An unknown option is reported with the usage', async () => {
  quartet = await startQuartet({ args: ['--fast'] });
  await expectNoStart();
  expect(quartet.stderr()).toMatch(/^error: unknown option '--fast'\n\nUsage: npm start/);
});

test('--help prints the usage and starts nothing', async () => {
  quartet = await startQuartet({ args: ['--help'] });
  expect(await quartet.ended).toBe(0);
  expect(quartet.stdout()).toMatch(/^Usage: npm start/);
  for (const name of ['FRONTEND', 'NUMBER', 'FLOAT', 'PRODUCT'])
    expect(quartet.stdout()).toContain(`${name}_PORT`);
});
