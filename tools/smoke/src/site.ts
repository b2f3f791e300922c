import { Agent } from 'node:https';
import axios, { type AxiosInstance, isAxiosError } from 'axios';

/** What the site says or does is not what it should be; the message says what. */
export class Broken extends Error {}

/** How long one request may take. */
const TIMEOUT_MS = 10_000;

/** A rule set, as far as it is looked at here. */
export interface RuleSet {
  name: string;
  number: { min: number; max: number };
  float: { min: number; max: number; decimals: number };
  outcomes: { label: string; odds: { fraction: string } }[];
}

/** An object, as far as it is looked at here. */
export interface Drawn {
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

/** A site as one who asks it for JSON sees it. */
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
      // A proxy of this machine would answer in the place of the site.
      proxy: false,
    });
  }

  /** @throws {Broken} where it answers with anything but 200 and JSON */
  async get<T>(path: string, params: Record<string, string | number> = {}): Promise<T> {
    const asked = `${this.origin}${axios.getUri({ url: path, params })}`;
    const { data } = await this.client.get<T>(path, { params }).catch((error: unknown) => {
      throw new Broken(`${asked}: ${reasonOf(error)}`);
    });
    if (typeof data !== 'object' || data === null) throw new Broken(`${asked}: the answer is no JSON`);
    return data;
  }

  rules = async () => (await this.get<{ rules: RuleSet[] }>('/api/rules')).rules;
  draw = (rule: string, seed: string, index: number) => this.get<Drawn>('/', { rule, seed, index });
}

function reasonOf(error: unknown): string {
  if (!isAxiosError(error) || !error.response) return (error as Error).message || String(error);
  const { detail } = (error.response.data ?? {}) as { detail?: string };
  return [error.response.status, detail].filter(Boolean).join(': ');
}
