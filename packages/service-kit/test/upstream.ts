import type { RequestListener } from 'node:http';
import { z } from 'zod';
import { type Listening, listen } from '../../../test/support/listen';
import { contextFrom } from '../src';
import { type ClientOptions, UpstreamClient } from '../src/client/upstream-client';

const listening: Listening[] = [];

/** An upstream that lives until `closeUpstreams`. */
export async function upstream(handler: RequestListener, port?: number, host?: string): Promise<Listening> {
  const one = await listen(handler, port, host);
  listening.push(one);
  return one;
}

export async function closeUpstreams(): Promise<void> {
  await Promise.all(listening.splice(0).map(({ close }) => close()));
}

/** A patient client, so that only what a test is about can end a call. */
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

/** The simplest call that is safe to repeat. */
export const GET = {
  method: 'GET',
  path: '/float',
  idempotent: true,
  schema: z.object({ float: z.number() }),
} as const;

export const context = () => contextFrom('request-7');

/** What a call fails with. */
export function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error: unknown) => error,
  );
}

/** A port of this machine on which nothing listens. */
export async function freePort(): Promise<number> {
  const { port, close } = await listen(() => undefined);
  await close();
  return port;
}
