import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestContext } from '../observability/context';
import { within } from '../within';
import type { Resolve } from './addresses';
import { type Call, Exchange } from './exchange';
import { type Failure, failureOf } from './failure';
import type { Replica } from './replica';
import { Replicas } from './replicas';
import { noResponseError } from './response';
import { RetryBudget } from './retry-budget';

export { Batcher } from './batcher';
export { reportClients } from './client-metrics';
export { refusalOf } from './response';
export type { Call };

export interface ClientOptions {
  /** The name of the upstream in errors: `float`. */
  service: string;
  baseUrl: string;
  /** The time limit of a call including its retries, in milliseconds. */
  deadlineMs: number;
  /** The time limit of an attempt, in milliseconds; below the deadline, it leaves time for another replica. */
  attemptMs: number;
  /** The maximum number of retries of an idempotent call. */
  retries: number;
  /** Resolves the host name in `baseUrl` (default: the system's resolver). */
  resolve?: Resolve;
}

/** The ids of a call, and the caller's own deadline. */
export type CallContext = RequestContext;

const FIRST_BACKOFF_MS = 20;

/** An HTTP client for one service: balances load over its replicas, keeps connections alive, limits time and retries. */
export class UpstreamClient {
  private readonly replicas: Replicas;
  private readonly exchange: Exchange;
  private readonly budget = new RetryBudget();
  /** The numbers of calls and of their retries since the start. */
  readonly counts = { calls: 0, retries: 0 };

  constructor(readonly options: ClientOptions) {
    this.replicas = new Replicas(options.baseUrl, options.resolve);
    this.exchange = new Exchange(options.service, options.baseUrl);
  }

  /** The number of replicas that are known now. */
  get replicaCount(): number {
    return this.replicas.count;
  }

  /** The number of replicas whose last call failed, and which therefore receive only test calls. */
  get unhealthyReplicaCount(): number {
    return this.replicas.failingCount;
  }

  /**
   * Calls the service and returns the value of its response.
   * @throws {UpstreamRefusal} if the upstream refused the call (4xx, except 429)
   * @throws {UpstreamError} if there was no valid response before the deadline
   */
  async call<T>(call: Call<T>, context: CallContext): Promise<T> {
    const until = Math.min(performance.now() + this.options.deadlineMs, context.until ?? Infinity);
    const tried = new Set<Replica>();
    this.budget.addCall();
    this.counts.calls += 1;
    for (let attempts = 0, retries = 0; ; attempts++) {
      if (attempts > 0) this.counts.retries += 1;
      try {
        return await this.attempt(call, context, until, tried);
      } catch (error) {
        const failure = failureOf(error);
        if (!failure || performance.now() >= until) throw error;
        const hasUntried = this.replicas.hasUntried(tried);
        if (isFreeRetry(failure, call.idempotent, hasUntried)) continue;
        // A replica that did not answer in time would not answer a second call sooner.
        if (failure === 'timeout' && !hasUntried) throw error;
        if (!call.idempotent || retries++ >= this.options.retries || !this.budget.take()) throw error;
        if (hasUntried && failure !== 'unavailable') continue;
        // Full jitter, so that callers that failed together do not retry together.
        const backoffMs = Math.random() * FIRST_BACKOFF_MS * 2 ** (retries - 1);
        if (performance.now() + backoffMs >= until) throw error;
        await sleep(backoffMs);
      }
    }
  }

  /** Makes one attempt at one replica; adds the replica to `tried` if it fails. */
  private async attempt<T>(
    call: Call<T>,
    context: CallContext,
    until: number,
    tried: Set<Replica>,
  ): Promise<T> {
    const { attemptMs } = this.options;
    const ms = Math.max(1, Math.min(attemptMs, until - performance.now()));
    const waitedMs = await this.waitForAddresses(ms);
    const replica = this.replicas.choose(tried);
    try {
      const value = await this.exchange.send(call, context, replica.agent, Math.max(1, ms - waitedMs));
      replica.markHealthy();
      return value;
    } catch (error) {
      const failure = failureOf(error);
      if (failure !== 'stale connection') tried.add(replica);
      if (!failure) replica.markHealthy();
      // Do not blame a replica that had less than `attemptMs`.
      else if (failure === 'timeout' ? ms === attemptMs : failure !== 'stale connection')
        replica.markUnhealthy();
      throw error;
    } finally {
      replica.end();
    }
  }

  /** Waits for the first DNS lookup. Returns the time spent waiting, in milliseconds. */
  private async waitForAddresses(ms: number): Promise<number> {
    const lookup = this.replicas.ready();
    if (!lookup) return 0;
    const start = performance.now();
    try {
      await within(Math.ceil(ms), lookup, 'its name was not resolved');
      return performance.now() - start;
    } catch (error) {
      throw noResponseError(this.options.service, error, ms);
    }
  }
}

/** Whether a retry does not count towards the limit: after a stale connection, or to another replica when one cannot be reached. */
function isFreeRetry(failure: Failure, idempotent: boolean, hasUntried: boolean): boolean {
  return failure === 'stale connection' ? idempotent : failure === 'not connected' && hasUntried;
}
