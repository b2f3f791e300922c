import { setTimeout as sleep } from 'node:timers/promises';
import type { Resolve } from './addresses';
import { whyNoAnswer } from './answers';
import { type Call, Exchange } from './exchange';
import { type Failure, failureOf } from './failures';
import type { RequestContext } from '../observability/context';
import type { Replica } from './replica';
import { Replicas } from './replicas';
import { within } from '../within';

export type { Call };

export interface ClientOptions {
  /** The upstream's name, as errors give it: `float`. */
  service: string;
  baseUrl: string;
  /** How long one call may take in all, retries included, in milliseconds. */
  deadlineMs: number;
  /** How long one attempt may take, in milliseconds: less than the deadline leaves time for another replica. */
  attemptMs: number;
  /** How often a failed call that is safe to repeat is repeated. */
  retries: number;
  /** How the name in the address is resolved; as the system does it, unless given. */
  resolve?: Resolve;
}

/** The circumstances of one call. */
export interface CallContext extends RequestContext {
  /** When the caller's own time is up, by `performance.now()`; the call ends then at the latest. */
  until?: number;
}

const FIRST_BACKOFF_MS = 20;

/** Calls one other service over HTTP: all its replicas, kept-alive connections, a deadline for each call, retries where safe. */
export class UpstreamClient {
  private readonly replicas: Replicas;
  private readonly exchange: Exchange;

  constructor(readonly options: ClientOptions) {
    this.replicas = new Replicas(options.baseUrl, options.resolve);
    this.exchange = new Exchange(options.service, options.baseUrl);
  }

  /**
   * Makes a call and gives its answer.
   * @throws {UpstreamRefusal} where the upstream refused it (4xx), with its words
   * @throws {UpstreamError} where it gave no usable answer within the deadline
   */
  async call<T>(call: Call<T>, context: CallContext): Promise<T> {
    const until = Math.min(performance.now() + this.options.deadlineMs, context.until ?? Infinity);
    const tried = new Set<Replica>();
    for (let repeats = 0; ;) {
      try {
        return await this.attempt(call, context, until, tried);
      } catch (error) {
        const failure = failureOf(error);
        if (!failure || performance.now() >= until) throw error;
        const hasOther = this.replicas.hasOther(tried);
        if (isFree(failure, call.idempotent, hasOther)) continue;
        if (!call.idempotent || repeats++ >= this.options.retries) throw error;
        if (hasOther && failure !== 'unavailable') continue;
        // Full jitter keeps callers that failed together from coming back together.
        const wait = Math.random() * FIRST_BACKOFF_MS * 2 ** (repeats - 1);
        if (performance.now() + wait >= until) throw error;
        await sleep(wait);
      }
    }
  }

  /** One attempt at one replica; where it fails, the replica is put to those `tried`. */
  private async attempt<T>(
    call: Call<T>,
    context: CallContext,
    until: number,
    tried: Set<Replica>,
  ): Promise<T> {
    const { attemptMs } = this.options;
    const ms = Math.max(1, Math.min(attemptMs, until - performance.now()));
    const waited = await this.addressed(ms);
    const replica = this.replicas.choose(tried);
    try {
      const answer = await this.exchange.send(call, context, replica.agent, Math.max(1, ms - waited));
      replica.answered();
      return answer;
    } catch (error) {
      const failure = failureOf(error);
      if (failure !== 'stale') tried.add(replica);
      if (!failure || failure === 'unavailable') replica.answered();
      // Whom the caller gave less than an attempt's time has not failed.
      else if (failure === 'late' ? ms === attemptMs : failure !== 'stale') replica.failed();
      throw error;
    } finally {
      replica.end();
    }
  }

  /** Waits for an address, where there is none yet; gives for how long, in milliseconds. */
  private async addressed(ms: number): Promise<number> {
    const asking = this.replicas.ready();
    if (!asking) return 0;
    const start = performance.now();
    try {
      await within(Math.ceil(ms), asking, 'its name was not resolved');
      return performance.now() - start;
    } catch (error) {
      throw whyNoAnswer(this.options.service, error, ms);
    }
  }
}

/** Whether the call is made again as if it had not been: it met a connection, or an address, that is no more. */
function isFree(failure: Failure, idempotent: boolean, hasOther: boolean): boolean {
  return failure === 'stale' ? idempotent : failure === 'not reached' && hasOther;
}
