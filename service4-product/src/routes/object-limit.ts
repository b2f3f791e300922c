import { tooManyRequestsError } from '@quartet/service-kit';
import type { Request } from 'express';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Limits the objects of a client by their number, because one request may have a thousand. */
export class ObjectLimit {
  private readonly limiter: RateLimiterMemory | undefined;

  /** Without a number, there is no limit. */
  constructor(perHour: number | undefined) {
    this.limiter =
      perHour === undefined ? undefined : new RateLimiterMemory({ points: perHour, duration: 3_600 });
  }

  /**
   * Counts the objects of a request that came through a proxy; the services of the site call without one.
   * @throws {UserInputError} 429, if the client has no objects left
   */
  async take(req: Request, count: number): Promise<void> {
    if (!this.limiter || req.get('x-forwarded-for') === undefined) return;
    try {
      await this.limiter.consume(clientOf(req.ip ?? ''), count);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.ceil(error.msBeforeNext / 1_000);
      const detail = `This site makes at most ${this.limiter.points} objects an hour for a client. Try again in ${seconds} seconds.`;
      throw tooManyRequestsError(detail, seconds);
    }
  }
}

/** An IPv4 address, or the first 64 bits of an IPv6 address: one client usually has all addresses that begin with them. */
function clientOf(ip: string): string {
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4' ? address.toString() : address.toByteArray().slice(0, 8).join('.');
}
