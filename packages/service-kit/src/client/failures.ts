import type { ClientRequest } from 'node:http';
import { isAxiosError } from 'axios';
import { UpstreamError } from '../errors/errors';

/**
 * How an attempt failed:
 * `stale`: over a kept connection that was closed just as it was used again, of which nobody is to blame;
 * `not reached`: no connection came about, and nothing was sent;
 * `broken`: the connection broke before the answer was complete;
 * `late`: no answer came in time;
 * `unavailable`: the answer was that it does not work.
 */
export type Failure = 'stale' | 'not reached' | 'broken' | 'late' | 'unavailable';

/** How the attempt that ended with `error` failed; undefined where there was an answer that is the answer, such as a refusal. */
export function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof UpstreamError) || error.reason === 'bad answer') return undefined;
  if (error.reason === 'unavailable') return 'unavailable';
  if (error.reason === 'too slow') return 'late';
  // What is no error of axios comes from resolving the name.
  if (!isAxiosError(error.cause)) return 'not reached';
  const { code, cause } = error.cause;
  const request = error.cause.request as ClientRequest | undefined;
  if (request?.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE')) return 'stale';
  const { syscall } = (cause ?? {}) as NodeJS.ErrnoException;
  return syscall === 'connect' || syscall === 'getaddrinfo' ? 'not reached' : 'broken';
}
