import { get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasEnded, type Started } from './processes';

/** The four services, and what the hops of the bare chain stand for. */
export const HOPS = ['frontend', 'number', 'float', 'product'];

/** Something that serves pages at `url` by several processes, by what each is called. */
export interface Target {
  name: string;
  url: string;
  /** From the call to start it to its first page, in milliseconds. */
  startMs: number;
  /** The length of its page, in bytes. */
  pageBytes: number;
  pids: Record<string, number>;
  stop: () => Promise<void>;
}

/** As a browser asks for a page. */
export const PAGE_HEADERS = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

const POLL_MS = 10;
const START_DEADLINE_MS = 30_000;

/**
 * Asks for the page until it is served, and gives it.
 * @throws {Error} where that takes longer than 30 s, or the process that is to serve it ends
 */
export async function firstPage(url: string, { child }: Started): Promise<string> {
  const until = performance.now() + START_DEADLINE_MS;
  while (performance.now() < until && !hasEnded(child)) {
    const page = await pageOf(url);
    if (page !== undefined) return page;
    await sleep(POLL_MS);
  }
  throw new Error(
    `${child.spawnargs.join(' ')} served no page within ${START_DEADLINE_MS / 1000} s, or ended.`,
  );
}

function pageOf(url: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, headers: PAGE_HEADERS }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        resolve(response.statusCode === 200 && text.includes('</html>') ? text : undefined);
      });
    });
    request.on('error', () => {
      resolve(undefined);
    });
  });
}

/** Ports that nobody listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listening));
  return Promise.all(
    servers.map(async (server) => {
      const { port } = server.address() as AddressInfo;
      await new Promise((closed) => server.close(closed));
      return port;
    }),
  );
}

async function listening() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
