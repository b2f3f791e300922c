import type { RequestListener } from 'node:http';
import type { UpstreamClient } from '../src/client/upstream-client';
import { testContext, GET, startUpstream } from './upstream';

const ANSWER = '{"float":7.21}';

/** One of several servers with the same port and different addresses, like containers behind one name. */
export interface TestReplica {
  address: string;
  port: number;
  /** The number of requests it received. */
  requests: number;
  close: () => Promise<void>;
}

/** Starts a replica that answers every request, or uses `handler`. */
export async function startReplica(
  address: string,
  port?: number,
  handler?: RequestListener,
): Promise<TestReplica> {
  const server = await startUpstream(
    (req, res) => {
      replica.requests++;
      (handler ?? answer)(req, res);
    },
    port,
    address,
  );
  const replica: TestReplica = { address, port: server.port, requests: 0, close: server.close };
  return replica;
}

const answer: RequestListener = (_req, res) => res.end(ANSWER);

/** Starts three replicas; the last one uses `handler`. Tests may change `addresses`, which `resolve` returns. */
export async function threeReplicas(handler?: RequestListener) {
  const first = await startReplica('127.0.0.1');
  const { port } = first;
  const second = await startReplica('127.0.0.2', port);
  const third = await startReplica('127.0.0.3', port, handler);
  const replicas = [first, second, third] as const;
  const addresses = replicas.map(({ address }) => address);
  const resolve = () => Promise.resolve(addresses);
  return { replicas, addresses, port, url: `http://float.test:${port}`, resolve };
}

/** Makes `count` calls, `concurrency` at a time. Fails if a call fails. */
export async function callMany(client: UpstreamClient, count: number, concurrency = 1): Promise<void> {
  let left = count;
  const caller = async () => {
    while (left-- > 0) await client.call(GET, testContext());
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
}
