import type { RequestListener } from 'node:http';
import type { UpstreamClient } from '../src/client/upstream-client';
import { context, GET, upstream } from './upstream';

const ANSWER = '{"float":7.21}';

/** One of several servers on the same port, each of an address of its own, as containers behind one name are. */
export interface TestReplica {
  address: string;
  port: number;
  /** How many requests it was sent. */
  asked: number;
  close: () => Promise<void>;
}

/** A replica that answers, unless `handler` does otherwise. */
export async function replica(
  address: string,
  port?: number,
  handler?: RequestListener,
): Promise<TestReplica> {
  const listening = await upstream(
    (req, res) => {
      one.asked++;
      (handler ?? answer)(req, res);
    },
    port,
    address,
  );
  const one: TestReplica = { address, port: listening.port, asked: 0, close: listening.close };
  return one;
}

const answer: RequestListener = (_req, res) => res.end(ANSWER);

/** Three replicas, the last of which `handler` answers for, and the name's addresses, which a test may change. */
export async function threeReplicas(handler?: RequestListener) {
  const first = await replica('127.0.0.1');
  const { port } = first;
  const second = await replica('127.0.0.2', port);
  const third = await replica('127.0.0.3', port, handler);
  const replicas = [first, second, third] as const;
  const addresses = replicas.map(({ address }) => address);
  const resolve = () => Promise.resolve(addresses);
  return { replicas, addresses, port, url: `http://float.test:${port}`, resolve };
}

/** Makes `count` calls, so many at a time; fails where one does. */
export async function callMany(client: UpstreamClient, count: number, atOnce = 1): Promise<void> {
  let left = count;
  const caller = async () => {
    while (left-- > 0) await client.call(GET, context());
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
}
