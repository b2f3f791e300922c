import { get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasExited, type StartedProcess } from './processes';

/** The names of the four services and of the four servers of the bare chain. */
export const HOPS = ['frontend', 'number', 'float', 'product'];

/** Several processes that serve a page. */
export interface Target {
  name: string;
  url: string;
  /** The addresses of the services behind the frontend, if they have their own, without a path. */
  urls: Record<string, string>;
  /** Milliseconds from the start of the first process to the first page. */
  startMs: number;
  pageBytes: number;
  /** By the name of the process. */
  pids: Record<string, number>;
  stop: () => Promise<void>;
}

/** The headers with which a browser requests a page. */
export const PAGE_HEADERS = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

const POLL_MS = 10;
const START_DEADLINE_MS = 30_000;

/**
 * Requests the page until the target serves it, and returns it.
 * @throws {Error} after 30 s, or when the process exits
 */
export async function waitForFirstPage(url: string, { child }: StartedProcess): Promise<string> {
  const deadline = performance.now() + START_DEADLINE_MS;
  while (performance.now() < deadline && !hasExited(child)) {
    const page = await fetchPage(url);
    if (page !== undefined) return page;
    await sleep(POLL_MS);
  }
  throw new Error(
    `${child.spawnargs.join(' ')} served no page within ${START_DEADLINE_MS / 1000} s, or exited.`,
  );
}

function fetchPage(url: string): Promise<string | undefined> {
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

/** Finds free ports. All are open at the same time for a moment, so they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listen));
  return Promise.all(
    servers.map(async (server) => {
      const { port } = server.address() as AddressInfo;
      await new Promise((closed) => server.close(closed));
      return port;
    }),
  );
}

async function listen() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
