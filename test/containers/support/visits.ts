import { setTimeout as sleep } from 'node:timers/promises';
import { SITE_URL } from './site';

/** The result of one visit; `status` is missing if there was no response. */
export interface Visit {
  seed: string;
  status?: number;
  id?: string;
  /** False if the response has an object that is not recorded yet. */
  isRecorded?: boolean;
  failure?: string;
  ms: number;
}

/** Draws an object by seed, with a JSON response. */
async function visit(seed: string): Promise<Visit> {
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  try {
    const response = await fetch(`${SITE_URL}/?seed=${seed}`, { headers: { Accept: 'application/json' } });
    const text = await response.text();
    const {
      id,
      recorded = true,
      detail,
    } = JSON.parse(text) as { id?: string; recorded?: boolean; detail?: string };
    const { status } = response;
    return {
      seed,
      status,
      ms: elapsed(),
      ...(id === undefined ? { failure: detail ?? text } : { id, isRecorded: recorded }),
    };
  } catch (error) {
    const { message, cause } = error as Error;
    return {
      seed,
      failure: cause instanceof Error ? `${message}: ${cause.message}` : message,
      ms: elapsed(),
    };
  }
}

const active = new Set<Visitors>();

/** Stops all visitors that a failed test left running. */
export const stopVisitors = () => Promise.all([...active].map((visitors) => visitors.stop()));

/** Visits the site over several connections until stopped; each visit draws by a unique seed, `name-N`. */
export class Visitors {
  readonly visits: Visit[] = [];
  private isStopped = false;
  private readonly working: Promise<unknown>;

  constructor(
    readonly name: string,
    connections = 4,
  ) {
    active.add(this);
    this.working = Promise.all(Array.from({ length: connections }, () => this.work()));
  }

  /** Stops after the current visits and returns all visits. */
  async stop(): Promise<Visit[]> {
    this.isStopped = true;
    await this.working;
    active.delete(this);
    return this.visits;
  }

  /** Waits for a number of further visits; rejects if the visitors stop before. */
  async waitForVisits(count: number): Promise<void> {
    const goal = this.visits.length + count;
    while (this.visits.length < goal) {
      if (this.isStopped)
        throw new Error(`The visitors stopped after ${this.visits.length} of ${goal} visits.`);
      await sleep(20);
    }
  }

  /** Waits until all visits that are running now have finished. */
  async finishCurrent(): Promise<void> {
    const seeds = [...this.currentSeeds];
    while (seeds.some((seed) => this.currentSeeds.has(seed))) await sleep(20);
  }

  private count = 0;
  private readonly currentSeeds = new Set<string>();

  private async work(): Promise<void> {
    while (!this.isStopped) {
      const seed = `${this.name}-${this.count++}`;
      this.currentSeeds.add(seed);
      this.visits.push(await visit(seed));
      this.currentSeeds.delete(seed);
    }
  }
}

/** Describes the visits that returned no object, for the output of a failed test. */
export const failuresOf = (visits: readonly Visit[]) =>
  visits
    .filter(({ id }) => id === undefined)
    .map(
      ({ seed, status, failure, ms }) =>
        `${seed}: ${status ?? 'no response'}: ${failure ?? ''} (${Math.round(ms)} ms)`,
    );
