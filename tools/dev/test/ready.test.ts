import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitUntilReady } from '../src/ready';

let server: Server;
let url: string;
let child: ChildProcess;
let statuses: number[];

beforeEach(async () => {
  child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
  server = createServer((_req, res) => {
    const status = statuses.shift();
    // Does not respond when there is no status left.
    if (status !== undefined) res.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  child.kill('SIGKILL');
  server.close();
  server.closeAllConnections();
});

test('It polls until the service is ready', async () => {
  statuses = [503, 503, 200];
  expect(await waitUntilReady(child, url, 30_000)).toBe(true);
  expect(statuses).toEqual([]);
});

test('It returns false when the service is alive but not ready before the timeout', async () => {
  statuses = Array<number>(10_000).fill(503);
  expect(await waitUntilReady(child, url, 100)).toBe(false);
});

test('It fails when the service does not answer before the timeout', async () => {
  statuses = [];
  await expect(waitUntilReady(child, url, 100)).rejects.toThrow('it did not answer within 0.1 s');
});

test('It fails when the process has exited, even if another program answers', async () => {
  statuses = [200];
  child.kill('SIGKILL');
  await once(child, 'exit');
  await expect(waitUntilReady(child, url, 30_000)).rejects.toThrow('it exited');
});
