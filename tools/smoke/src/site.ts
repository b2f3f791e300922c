import { Agent } from 'node:https';
import axios, { type AxiosInstance, isAxiosError } from 'axios';

/** The site failed a check. The message says which. */
export class CheckError extends Error {}

/** Limit for one request. */
const TIMEOUT_MS = 10_000;

/** The fields of a rule set that the checks use. */
export interface RuleSet {
  name: string;
  number: { min: number; max: number };
  float: { min: number; max: number; decimals: number };
  outcomes: { label: string; odds: { fraction: string } }[];
}

/** The fields of an object that the checks use. */
export interface DrawnObject {
  id: string;
  rule: string;
  seed: string;
  index: number;
  number: number;
  float: number;
  product: number;
  outcome: string;
  recorded?: boolean;
}

/** A client of a site's JSON API. */
export class Site {
  private readonly client: AxiosInstance;

  constructor(
    readonly origin: string,
    authority: string | undefined,
    signal: AbortSignal,
  ) {
    this.client = axios.create({
      baseURL: origin,
      timeout: TIMEOUT_MS,
      signal,
      headers: { Accept: 'application/json' },
      httpsAgent: authority === undefined ? undefined : new Agent({ ca: authority }),
      // Ignore HTTP_PROXY: the requests must reach the site itself.
      proxy: false,
    });
  }

  /** Requests JSON. @throws {CheckError} if the response is not 200 with JSON */
  async get<T>(path: string, params: Record<string, string | number> = {}): Promise<T> {
    const url = `${this.origin}${axios.getUri({ url: path, params })}`;
    const { data } = await this.client.get<T>(path, { params }).catch((error: unknown) => {
      throw new CheckError(`${url}: ${describe(error)}`);
    });
    if (typeof data !== 'object' || data === null) throw new CheckError(`${url}: the response is not JSON`);
    return data;
  }

  rules = async () => (await this.get<{ rules: RuleSet[] }>('/api/rules')).rules;
  draw = (rule: string, seed: string, index: number) => this.get<DrawnObject>('/', { rule, seed, index });
}

function describe(error: unknown): string {
  if (!isAxiosError(error) || !error.response) return (error as Error).message || String(error);
  const { detail } = (error.response.data ?? {}) as { detail?: string };
  return [error.response.status, detail].filter(Boolean).join(': ');
}
