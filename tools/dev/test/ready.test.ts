import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { whenReady } from '../src/ready';

let server: Server;
let url: string;
let child: ChildProcess;
let statuses: number[];

beforeEach(async () => {
  child = spawn('sleep', ['1000']);
  server = createServer((_req, res) => {
    const status = statuses.shift();
    // Without a status left, it leaves the caller waiting.
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

test('It asks until the service is ready', async () => {
  statuses = [503, 503, 200];
  expect(await whenReady(child, url, 30_000)).toBe(true);
  expect(statuses).toEqual([]);
});

test('A service that says that it is not ready has its time, and is then known to be alive', async () => {
  statuses = Array<number>(10_000).fill(503);
  expect(await whenReady(child, url, 100)).toBe(false);
});

test('A service that does not answer is asked no longer than its time', async () => {
  statuses = [];
  await expect(whenReady(child, url, 100)).rejects.toThrow('it did not answer within 0.1 s');
});

test('When another program answers in its place, the end of its process counts', async () => {
  statuses = [200];
  child.kill('SIGKILL');
  await once(child, 'exit');
  await expect(whenReady(child, url, 30_000)).rejects.toThrow('it ended at once');
});
