import type { ClientRequest } from 'node:http';
import { isAxiosError } from 'axios';
import { UpstreamError } from '../errors/errors';

/**
 * How an attempt failed:
 * `stale connection`: the upstream closed a kept-alive connection just as it was reused; the replica is healthy;
 * `not connected`: no connection was established, so nothing was sent;
 * `connection lost`: the connection closed before the response was complete;
 * `timeout`: no response arrived in time;
 * `unavailable`: the replica responded that it is unavailable.
 */
export type Failure = 'stale connection' | 'not connected' | 'connection lost' | 'timeout' | 'unavailable';

/** Classifies the error of an attempt. Returns undefined if a retry cannot help, as after a refusal. */
export function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof UpstreamError) || error.reason === 'invalid response') return undefined;
  if (error.reason === 'unavailable' || error.reason === 'timeout') return error.reason;
  // Errors from other sources than axios are from the DNS lookup.
  if (!isAxiosError(error.cause)) return 'not connected';
  const { code, cause } = error.cause;
  const request = error.cause.request as ClientRequest | undefined;
  if (request?.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE')) return 'stale connection';
  const { syscall } = (cause ?? {}) as NodeJS.ErrnoException;
  return syscall === 'connect' || syscall === 'getaddrinfo' ? 'not connected' : 'connection lost';
}
