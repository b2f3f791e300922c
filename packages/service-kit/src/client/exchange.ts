import type { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosInstance } from 'axios';
import type { z } from 'zod';
import { readAnswer, whyNoAnswer } from './answers';
import type { RequestContext } from '../observability/context';
import { KEPT } from './replica';

/** A call: what is asked for, and what the answer must be. */
export interface Call<T> {
  method: 'GET' | 'POST';
  path: string;
  /** Query parameters; those undefined are left out. */
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** The media type of an answer that is given as its bytes; otherwise it is JSON. */
  accept?: string;
  /** Whether asking twice does no harm. */
  idempotent: boolean;
  /** The answer's contract: an answer that is not of it is an error of the upstream. */
  schema: z.ZodType<T>;
  /** The contract of a 503 that is an answer nevertheless, as where something was made but could not be kept. */
  unavailable?: z.ZodType<T>;
}

/** One request to a service and its answer. */
export class Exchange {
  private readonly http: AxiosInstance;

  constructor(
    private readonly service: string,
    baseURL: string,
  ) {
    this.http = axios.create({
      baseURL,
      httpsAgent: new HttpsAgent(KEPT),
      proxy: false,
      // No service here redirects; not having to follow also spares axios a layer that costs a third of a hop.
      maxRedirects: 0,
      responseType: 'json',
      validateStatus: null,
      headers: { Accept: 'application/json' },
    });
  }

  /** Sends a call over the agent's connections, and gives its answer where there is a usable one within `ms`. */
  async send<T>(call: Call<T>, context: RequestContext, httpAgent: Agent, ms: number): Promise<T> {
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
        httpAgent,
        signal: abort.signal,
        ...(call.accept && { responseType: 'arraybuffer' }),
        headers: {
          ...(call.accept && { Accept: call.accept }),
          'X-Request-Id': context.requestId,
          traceparent: context.traceparent,
        },
      });
      return readAnswer(this.service, response, call);
    } catch (error) {
      throw axios.isAxiosError(error) || axios.isCancel(error) ? whyNoAnswer(this.service, error, ms) : error;
    } finally {
      clearTimeout(timer);
    }
  }
}
