import type { RequestHandler } from 'express';
import { OverloadedError } from '../errors/errors';
import { tooManyRequestsError } from '../errors/user-errors';

const INITIAL = 64;
const MIN = 8;
const MAX = 1_000;
/** The factor after a request that took too long. */
const DECREASE = 0.9;

/**
 * The number of requests that a service handles at the same time. It grows while they are fast and shrinks while they are slow (additive
 * increase, multiplicative decrease), so that it fits any machine. https://github.com/Netflix/concurrency-limits
 */
export class ConcurrencyLimit {
  private limit = INITIAL;
  private inFlight = 0;
  private decreasedAt = -Infinity;

  /** `targetMs` is the longest acceptable duration of a request. */
  constructor(private readonly targetMs: number) {}

  /** Whether another request may begin; the caller must then call `end`. */
  begin(): boolean {
    if (this.inFlight + 1 > this.limit) return false;
    this.inFlight += 1;
    return true;
  }

  end(durationMs: number): void {
    const isUsed = this.inFlight > this.limit / 2;
    this.inFlight -= 1;
    const now = performance.now();
    if (durationMs > this.targetMs) {
      // All requests in flight are slow together: count them once.
      if (now - this.decreasedAt < this.targetMs) return;
      this.decreasedAt = now;
      this.limit = Math.max(MIN, this.limit * DECREASE);
    } else if (this.limit < INITIAL) {
      // Like TCP's slow start, so that the service recovers soon after a fault that made many requests slow.
      this.limit += 1;
    } else if (isUsed) {
      this.limit = Math.min(MAX, this.limit + 1 / this.limit);
    }
  }
}

/** Middleware that refuses requests beyond the limit with 503, before any work for them. */
export function limitConcurrency(targetMs: number): RequestHandler {
  const limit = new ConcurrencyLimit(targetMs);
  return (_req, res, next) => {
    if (!limit.begin()) throw new OverloadedError();
    const start = performance.now();
    res.once('close', () => {
      limit.end(performance.now() - start);
    });
    next();
  };
}

/** Middleware that handles at most `max` requests at the same time, and refuses others with 429 and `detail`. */
export function limitTo(max: number, detail: string): RequestHandler {
  let running = 0;
  return (_req, res, next) => {
    if (running >= max) throw tooManyRequestsError(detail);
    running += 1;
    res.once('close', () => (running -= 1));
    next();
  };
}
