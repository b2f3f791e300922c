import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GREETING, type Started, startQuartet } from './start-quartet';

jest.setTimeout(60_000);

let quartet: Started;
afterEach(() => quartet.clear());

async function refuses(): Promise<void> {
  expect(await quartet.ended).toBe(1);
  expect(await quartet.processes()).toEqual(new Map());
  expect(quartet.stdout()).toBe('');
}

describe('A port that another program has', () => {
  let other: Server;
  let port: number;
  beforeEach(async () => {
    // It passes for a service that is ready.
    other = createServer((_req, res) => res.end('{"status":"ready"}'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    port = (other.address() as AddressInfo).port;
  });
  afterEach(() => other.close());

  test.each(['FRONTEND', 'NUMBER', 'FLOAT', 'PRODUCT'])('is named with its variable: %s', async (name) => {
    quartet = await startQuartet({ env: { [`${name}_PORT`]: String(port) } });
    await refuses();
    expect(quartet.stderr()).toBe(
      `Port ${port} is taken: stop what uses it, or set ${name}_PORT to another.\n`,
    );
  });

  test('is named as PORT, where that set it', async () => {
    quartet = await startQuartet({ env: { FRONTEND_PORT: '', PORT: String(port) } });
    await refuses();
    expect(quartet.stderr()).toBe(`Port ${port} is taken: stop what uses it, or set PORT to another.\n`);
  });
});

test('When all runs already, a second start names all four ports, and the first goes on', async () => {
  quartet = await startQuartet();
  await quartet.said(GREETING);
  const env = Object.fromEntries(
    Object.entries(quartet.ports).map(([name, port]) => [`${name}_PORT`, String(port)]),
  );
  const second = await startQuartet({ env });
  expect(await second.ended).toBe(1);
  expect(await second.processes()).toEqual(new Map());
  expect(second.stderr().match(/^Port \d+ is taken: .* set (\w+)_PORT to another\.$/gm)).toHaveLength(4);
  await second.clear();
  expect((await fetch(quartet.url)).status).toBe(200);
});

describe('What a service finds wrong is shown in its own words', () => {
  test('a mistake in a rule', async () => {
    const rules = await mkdtemp(join(tmpdir(), 'quartet-rules-'));
    await writeFile(join(rules, 'broken.yaml'), 'name: broken\ntittle: Broken\n');
    quartet = await startQuartet({ env: { RULES_DIR: rules } });
    await refuses();
    await rm(rules, { recursive: true });
    expect(quartet.stderr()).toMatch(/^product: .*broken\.yaml.*$/m);
    expect(quartet.stderr()).toMatch(/^product: .*tittle.*$/m);
    expect(quartet.stderr()).toMatch(/\nThe product service did not start: it ended at once\.\n$/);
  });

  test('a mistake in the configuration', async () => {
    quartet = await startQuartet({ env: { RETRIES: 'many' } });
    await refuses();
    expect(quartet.stderr()).toBe(
      [
        'frontend: The configuration has a mistake:',
        'frontend:   - RETRIES must be a whole number from 0 to 10',
        'The frontend service did not start: it ended at once.',
        '',
      ].join('\n'),
    );
  });
});

test('When a service dies later, it is named and comes back, and meanwhile the others go on', async () => {
  quartet = await startQuartet();
  await quartet.said(GREETING);
  const processes = [...(await quartet.processes())];
  const [float] = processes.find(([, command]) => command.includes('service3-float'))!;
  process.kill(float, 'SIGKILL');
  await quartet.said('The float service ended (SIGKILL); it starts again in 1 s; the others go on.');
  const visit = await fetch(quartet.url);
  expect(visit.status).toBe(503);
  expect(await visit.text()).toContain('float service');
  expect((await fetch(`http://127.0.0.1:${quartet.ports.NUMBER}/number`)).status).toBe(200);
  await quartet.said('The float service is back.');
  expect((await fetch(quartet.url)).status).toBe(200);
  quartet.child.kill('SIGINT');
  expect(await quartet.ended).toBe(0);
});

test('Mistakes in the configuration of several services are shown together', async () => {
  quartet = await startQuartet({ env: { RETRIES: 'many', DATABASE_URL: 'nowhere' } });
  await refuses();
  expect(quartet.stderr()).toContain('frontend:   - RETRIES must be');
  expect(quartet.stderr()).toContain('product:   - DATABASE_URL must be');
  expect(quartet.stderr()).toContain('The product service did not start: it ended at once.\n');
  expect(quartet.stderr()).toContain('The frontend service did not start: it ended at once.\n');
});

test('An option that there is not is named, with the usage', async () => {
  quartet = await startQuartet({ args: ['--fast'] });
  await refuses();
  expect(quartet.stderr()).toMatch(/^error: unknown option '--fast'\n\nUsage: npm start/);
});

test('--help tells how to use it, and starts nothing', async () => {
  quartet = await startQuartet({ args: ['--help'] });
  expect(await quartet.ended).toBe(0);
  expect(quartet.stdout()).toMatch(/^Usage: npm start/);
  for (const name of ['FRONTEND', 'NUMBER', 'FLOAT', 'PRODUCT'])
    expect(quartet.stdout()).toContain(`${name}_PORT`);
});
