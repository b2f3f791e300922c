import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GREETING, type How, type Started, startQuartet } from './start-quartet';
import { waitFor } from './wait-for';

jest.setTimeout(60_000);

let quartet: Started;
afterEach(() => quartet.clear());

async function running(how?: How): Promise<void> {
  quartet = await startQuartet(how);
  await quartet.said(GREETING);
}

const nothingIsLeft = () =>
  waitFor('all processes to end', async () => (await quartet.processes()).size === 0);

test.each(['SIGINT', 'SIGTERM'] as const)('%s stops everything, with exit code 0', async (signal) => {
  await running();
  quartet.child.kill(signal);
  expect(await quartet.ended).toBe(0);
  expect(await quartet.processes()).toEqual(new Map());
  expect(quartet.stdout()).toMatch(/\nStopping …\nStopped\.\n$/);
  expect(quartet.stderr()).toBe('');
});

test('Ctrl-C in the middle of the start stops everything, with exit code 0', async () => {
  quartet = await startQuartet();
  await waitFor('the services to be started', async () => (await quartet.processes()).size === 5);
  quartet.child.kill('SIGINT');
  expect(await quartet.ended).toBe(0);
  await nothingIsLeft();
  expect(quartet.stderr()).toBe('');
});

test('Ctrl-C under npm, which a terminal sends to npm and to what npm started, stops everything', async () => {
  await running({ byNpm: true });
  process.kill(-quartet.child.pid!, 'SIGINT');
  expect(await quartet.ended).toBe(0);
  expect(await quartet.processes()).toEqual(new Map());
  expect(quartet.stdout()).toMatch(/\nStopping …\nStopped\.\n$/);
});

test('SIGTERM to npm alone stops everything', async () => {
  await running({ byNpm: true });
  quartet.child.kill('SIGTERM');
  expect(await quartet.ended).toBe(0);
  expect(await quartet.processes()).toEqual(new Map());
});

test('When the supervisor is killed, the services stop by themselves', async () => {
  await running();
  expect((await quartet.processes()).size).toBe(5);
  quartet.child.kill('SIGKILL');
  expect(await quartet.ended).toBe('SIGKILL');
  await nothingIsLeft();
});

describe('With a visit in flight', () => {
  /** Stands between the frontend and the float service, and holds the draw until it is let go. */
  let gate: { server: Server; url: string; isAsked: boolean; letGo: () => void };

  beforeEach(async () => {
    let letGo!: () => void;
    const gone = new Promise<void>((resolve) => (letGo = resolve));
    const server = createServer((req, res) => {
      const isDraw = req.url!.startsWith('/float?');
      gate.isAsked ||= isDraw;
      void (isDraw ? gone : Promise.resolve()).then(() => {
        get(`http://127.0.0.1:${quartet.ports.FLOAT}${req.url}`, (answer) => {
          res.writeHead(answer.statusCode!, answer.headers);
          answer.pipe(res);
        }).once('error', () => res.destroy());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    gate = {
      server,
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      isAsked: false,
      letGo,
    };
    await running({
      env: {
        FLOAT_URL: gate.url,
        VISIT_DEADLINE_MS: '60000',
        ATTEMPT_MS: '60000',
        SHUTDOWN_TIMEOUT_MS: '60000',
      },
    });
  });
  afterEach(() => {
    gate.server.close();
    gate.server.closeAllConnections();
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s waits for it, then stops', async (signal) => {
    const visit = fetch(`${quartet.url}/?seed=quartet`);
    await waitFor('the visit to reach the float service', () => gate.isAsked);
    quartet.child.kill(signal);
    await quartet.said('Stopping …');
    gate.letGo();
    const response = await visit;
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('Your attack HIT and did 4.42\n');
    expect(await quartet.ended).toBe(0);
    expect(await quartet.processes()).toEqual(new Map());
  });

  test('A second Ctrl-C ends everything at once', async () => {
    const visit = fetch(`${quartet.url}/`).catch(() => 'cut off');
    await waitFor('the visit to reach the float service', () => gate.isAsked);
    quartet.child.kill('SIGINT');
    await quartet.said('Stopping …');
    // As an impatient person does; what follows within half a second passes for the first one's echo.
    const again = setInterval(() => quartet.child.kill('SIGINT'), 100);
    expect(await quartet.ended).toBe(1);
    clearInterval(again);
    expect(await visit).toBe('cut off');
    await nothingIsLeft();
    expect(quartet.stdout()).toMatch(/\nStopping …\n$/);
  });
});
