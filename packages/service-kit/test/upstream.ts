import type { RequestListener } from 'node:http';
import { z } from 'zod';
import { type Listening, listen } from '../../../test/support/listen';
import { contextFrom } from '../src';
import { type ClientOptions, UpstreamClient } from '../src/client/upstream-client';

const listening: Listening[] = [];

/** Starts an upstream; `closeUpstreams` closes it. */
export async function startUpstream(
  handler: RequestListener,
  port?: number,
  host?: string,
): Promise<Listening> {
  const server = await listen(handler, port, host);
  listening.push(server);
  return server;
}

export async function closeUpstreams(): Promise<void> {
  await Promise.all(listening.splice(0).map(({ close }) => close()));
}

/** A client with long timeouts; tests set the limits that they are about. */
export function clientOf(baseUrl: string, options: Partial<ClientOptions> = {}): UpstreamClient {
  return new UpstreamClient({
    service: 'float',
    baseUrl,
    deadlineMs: 15_000,
    attemptMs: 15_000,
    retries: 8,
    ...options,
  });
}

/** A minimal idempotent call. */
export const GET = {
  method: 'GET',
  path: '/float',
  idempotent: true,
  schema: z.object({ float: z.number() }),
} as const;

export const testContext = () => contextFrom('request-7');

/** Returns the error of a failing call. */
export function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => Promise.reject(new Error('The call succeeded')),
    (error: unknown) => error,
  );
}

/** A local port without a listener. */
export async function freePort(): Promise<number> {
  const { port, close } = await listen(() => undefined);
  await close();
  return port;
}
