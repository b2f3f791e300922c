import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GREETING, type StartOptions, type Started, startQuartet } from './start-quartet';
import { waitFor } from './wait-for';

jest.setTimeout(60_000);

let quartet: Started;
afterEach(() => quartet.clear());

async function start(options?: StartOptions): Promise<void> {
  quartet = await startQuartet(options);
  await quartet.waitForOutput(GREETING);
}

const allExited = () => waitFor('all processes to exit', async () => (await quartet.processes()).size === 0);

/** npm exits with the code of the supervisor, or with the signal if its shell does not wait for the supervisor. */
const endsOfNpm = (signal: NodeJS.Signals) => [0, signal];

test.each(['SIGINT', 'SIGTERM'] as const)('%s stops all services, with exit code 0', async (signal) => {
  await start();
  quartet.child.kill(signal);
  expect(await quartet.ended).toBe(0);
  expect(await quartet.processes()).toEqual(new Map());
  expect(quartet.stdout()).toMatch(/\nStopping …\nStopped\.\n$/);
  expect(quartet.stderr()).toBe('');
});

test('Ctrl-C during the start stops all services, with exit code 0', async () => {
  quartet = await startQuartet();
  await waitFor('the services to start', async () => (await quartet.processes()).size === 5);
  quartet.child.kill('SIGINT');
  expect(await quartet.ended).toBe(0);
  await allExited();
  expect(quartet.stderr()).toBe('');
});

test('Ctrl-C under npm, which reaches npm and the supervisor, stops all services', async () => {
  await start({ byNpm: true });
  process.kill(-quartet.child.pid!, 'SIGINT');
  expect(endsOfNpm('SIGINT')).toContain(await quartet.ended);
  expect(await quartet.processes()).toEqual(new Map());
  expect(quartet.stdout()).toMatch(/\nStopping …\nStopped\.\n$/);
});

test('SIGTERM to npm alone stops all services', async () => {
  await start({ byNpm: true });
  quartet.child.kill('SIGTERM');
  expect(endsOfNpm('SIGTERM')).toContain(await quartet.ended);
  expect(await quartet.processes()).toEqual(new Map());
  expect(quartet.stdout()).toMatch(/\nStopping …\nStopped\.\n$/);
});

test('The services stop when the supervisor is killed', async () => {
  await start();
  expect((await quartet.processes()).size).toBe(5);
  quartet.child.kill('SIGKILL');
  expect(await quartet.ended).toBe('SIGKILL');
  await allExited();
});

describe('With a visit in flight', () => {
  /** A proxy between the frontend and the float service that holds the draw until `release` is called. */
  let proxy: { server: Server; url: string; hasRequest: boolean; release: () => void };

  beforeEach(async () => {
    let release!: () => void;
    const released = new Promise<void>((resolve) => (release = resolve));
    const server = createServer((req, res) => {
      const isDraw = req.url!.startsWith('/float?');
      proxy.hasRequest ||= isDraw;
      void (isDraw ? released : Promise.resolve()).then(() => {
        get(`http://127.0.0.1:${quartet.ports.FLOAT}${req.url}`, (answer) => {
          res.writeHead(answer.statusCode!, answer.headers);
          answer.pipe(res);
        }).once('error', () => res.destroy());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    proxy = {
      server,
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      hasRequest: false,
      release,
    };
    await start({
      env: {
        FLOAT_URL: proxy.url,
        VISIT_DEADLINE_MS: '60000',
        ATTEMPT_MS: '60000',
        SHUTDOWN_TIMEOUT_MS: '60000',
      },
    });
  });
  afterEach(() => {
    proxy.server.close();
    proxy.server.closeAllConnections();
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s waits for its response, then stops', async (signal) => {
    const visit = fetch(`${quartet.url}/?seed=quartet`);
    await waitFor('the visit to reach the float service', () => proxy.hasRequest);
    quartet.child.kill(signal);
    await quartet.waitForOutput('Stopping …');
    proxy.release();
    const response = await visit;
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('Your attack HIT and did 4.42\n');
    expect(await quartet.ended).toBe(0);
    expect(await quartet.processes()).toEqual(new Map());
  });

  test('A second Ctrl-C kills all services', async () => {
    const visit = fetch(`${quartet.url}/`).catch(() => 'cut off');
    await waitFor('the visit to reach the float service', () => proxy.hasRequest);
    quartet.child.kill('SIGINT');
    await quartet.waitForOutput('Stopping …');
    // Repeat it: a signal within half a second counts as the echo of the first one.
    const again = setInterval(() => quartet.child.kill('SIGINT'), 100);
    expect(await quartet.ended).toBe(1);
    clearInterval(again);
    expect(await visit).toBe('cut off');
    await allExited();
    expect(quartet.stdout()).toMatch(/\nStopping …\n$/);
  });
});
