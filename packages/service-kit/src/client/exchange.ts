import type { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosInstance } from 'axios';
import type { z } from 'zod';
import { CALLERS_HEADER, type RequestContext, TIMEOUT_HEADER } from '../observability/context';
import { tracing } from '../observability/tracing';
import { startClientSpan } from './client-span';
import { failureOf } from './failure';
import { KEEP_ALIVE } from './replica';
import { noResponseError, readResponse } from './response';

/** A request to an upstream and the contract of its response. */
export interface Call<T> {
  method: 'GET' | 'POST';
  path: string;
  /** The pattern of a path with values, for traces: `/objects/:id`. */
  route?: string;
  /** Query parameters; undefined ones are omitted. */
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** A media type other than JSON; the response is then returned as bytes. */
  accept?: string;
  /** Whether the call may be retried after the upstream has received it. */
  idempotent: boolean;
  /** The contract of the response; a violation is an error of the upstream. */
  schema: z.ZodType<T>;
  /** The contract of a 503 that carries a value, such as an object that was made but not recorded. */
  unavailable?: z.ZodType<T>;
}

/** Sends single requests to a service. */
export class Exchange {
  private readonly http: AxiosInstance;

  constructor(
    private readonly service: string,
    private readonly baseURL: string,
  ) {
    this.http = axios.create({
      baseURL,
      httpsAgent: new HttpsAgent(KEEP_ALIVE),
      proxy: false,
      // No service redirects, and without its redirect layer axios is a third faster.
      maxRedirects: 0,
      responseType: 'json',
      validateStatus: null,
      headers: { Accept: 'application/json' },
    });
  }

  /** Sends a call over the agent's connections and returns the response's value; fails after `ms` milliseconds. */
  async send<T>(call: Call<T>, context: RequestContext, httpAgent: Agent, ms: number): Promise<T> {
    const abort = new AbortController();
    // The timeout of axios restarts with every received byte; this one limits the whole request.
    const timer = setTimeout(() => {
      // A busy event loop runs timers before it reads the responses that have arrived meanwhile: let it read them first.
      setImmediate(() => {
        if (!isDone) abort.abort();
      });
    }, ms);
    let isDone = false;
    const { startSpan } = tracing;
    const span = startSpan && startClientSpan(startSpan, this.baseURL, call, context);
    let errorType: string | undefined;
    try {
      const response = await this.http.request<unknown>({
        method: call.method,
        url: call.path,
        params: call.query,
        data: call.body,
        httpAgent,
        signal: abort.signal,
        ...(call.accept && { responseType: 'arraybuffer' }),
        headers: {
          ...(call.accept && { Accept: call.accept }),
          'X-Request-Id': context.requestId,
          traceparent: span?.traceparent ?? context.traceparent,
          [TIMEOUT_HEADER]: Math.ceil(ms),
          ...(context.callers && { [CALLERS_HEADER]: context.callers.join(' ') }),
        },
      });
      span?.set({ 'http.response.status_code': response.status });
      if (response.status >= 400) errorType = String(response.status);
      return readResponse(this.service, response, call);
    } catch (thrown) {
      const isFailedCall = axios.isAxiosError(thrown) || axios.isCancel(thrown);
      const error = isFailedCall ? noResponseError(this.service, thrown, ms) : thrown;
      errorType ??= failureOf(error) ?? 'invalid response';
      throw error;
    } finally {
      isDone = true;
      clearTimeout(timer);
      span?.end(errorType);
    }
  }
}
