import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import axios, { type AxiosInstance } from 'axios';
import type { z } from 'zod';
import { readAnswer, whyNoAnswer } from './client-answers';
import type { RequestContext } from './context';
import { UpstreamError } from './errors';

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
}

/** The circumstances of one call. */
export interface CallContext extends RequestContext {
  /** When the caller's own time is up, by `performance.now()`; the call ends then at the latest. */
  until?: number;
}

interface Call<T> {
  method: 'GET' | 'POST';
  path: string;
  /** Query parameters; those undefined are left out. */
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** Whether asking twice does no harm. */
  idempotent: boolean;
  /** The answer's contract: an answer that is not of it is an error of the upstream. */
  schema: z.ZodType<T>;
  /** The contract of a 503 that is an answer nevertheless, as where something was made but could not be kept. */
  unavailable?: z.ZodType<T>;
}

const FIRST_BACKOFF_MS = 20;

/** Calls one other service over HTTP: kept-alive connections, a deadline for each call, retries where safe. */
export class UpstreamClient {
  private readonly http: AxiosInstance;

  constructor(readonly options: ClientOptions) {
    this.http = axios.create({
      baseURL: options.baseUrl,
      httpAgent: new HttpAgent({ keepAlive: true }),
      httpsAgent: new HttpsAgent({ keepAlive: true }),
      proxy: false,
      // No service here redirects; not having to follow also spares axios a layer that costs a third of a hop.
      maxRedirects: 0,
      responseType: 'json',
      validateStatus: null,
      headers: { Accept: 'application/json' },
    });
  }

  /**
   * Makes a call and gives its answer.
   * @throws {UpstreamRefusal} where the upstream refused it (4xx), with its words
   * @throws {UpstreamError} where it gave no usable answer within the deadline
   */
  async call<T>(call: Call<T>, context: CallContext): Promise<T> {
    const until = Math.min(performance.now() + this.options.deadlineMs, context.until ?? Infinity);
    const repeats = call.idempotent ? this.options.retries : 0;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.attempt(call, context, until);
      } catch (error) {
        // Full jitter keeps callers that failed together from coming back together.
        const wait = Math.random() * FIRST_BACKOFF_MS * 2 ** attempt;
        const final = attempt >= repeats || performance.now() + wait >= until;
        if (final || !(error instanceof UpstreamError) || error.reason === 'bad answer') throw error;
        await sleep(wait);
      }
    }
  }

  private async attempt<T>(call: Call<T>, context: CallContext, until: number): Promise<T> {
    const { service, attemptMs } = this.options;
    const ms = Math.max(1, Math.min(attemptMs, until - performance.now()));
    const abort = new AbortController();
    // axios' own timeout starts anew with each byte that comes; this one does not.
    const timer = setTimeout(() => {
      abort.abort();
    }, ms);
    try {
      const response = await this.http.request<unknown>({
        method: call.method,
        url: call.path,
        params: call.query,
        data: call.body,
        signal: abort.signal,
        headers: { 'X-Request-Id': context.requestId, traceparent: context.traceparent },
      });
      return readAnswer(service, response, call);
    } catch (error) {
      throw axios.isAxiosError(error) || axios.isCancel(error) ? whyNoAnswer(service, error, ms) : error;
    } finally {
      clearTimeout(timer);
    }
  }
}
