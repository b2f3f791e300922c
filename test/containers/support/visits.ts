import { setTimeout as sleep } from 'node:timers/promises';
import { URL_OF_SITE } from './site';

/** What came of one visit; without a status where there was no answer at all. */
export interface Visit {
  seed: string;
  status?: number;
  id?: string;
  /** False where the object was shown, but could not be recorded yet. */
  isRecorded?: boolean;
  failure?: string;
  ms: number;
}

/** A visit that draws by `seed`, as a program makes it. */
async function visit(seed: string): Promise<Visit> {
  const began = performance.now();
  const took = () => performance.now() - began;
  try {
    const response = await fetch(`${URL_OF_SITE}/?seed=${seed}`, { headers: { Accept: 'application/json' } });
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
      ms: took(),
      ...(id === undefined ? { failure: detail ?? text } : { id, isRecorded: recorded }),
    };
  } catch (error) {
    const { message, cause } = error as Error;
    return { seed, failure: cause instanceof Error ? `${message}: ${cause.message}` : message, ms: took() };
  }
}

const underWay = new Set<Visitors>();

/** Ends what a test that failed has left under way. */
export const stopVisitors = () => Promise.all([...underWay].map((visitors) => visitors.stop()));

/** Visits one after the other over each of `connections`, until it is stopped; each draws by a seed of its own. */
export class Visitors {
  readonly visits: Visit[] = [];
  private isStopped = false;
  private readonly working: Promise<unknown>;

  constructor(
    readonly name: string,
    connections = 4,
  ) {
    underWay.add(this);
    this.working = Promise.all(Array.from({ length: connections }, () => this.work()));
  }

  /** Ends the visits when those under way are over. */
  async stop(): Promise<Visit[]> {
    this.isStopped = true;
    await this.working;
    underWay.delete(this);
    return this.visits;
  }

  /** Resolves when so many more visits have been made; rejects when it is stopped before, or it would wait for ever. */
  async make(amount: number): Promise<void> {
    const goal = this.visits.length + amount;
    while (this.visits.length < goal) {
      if (this.isStopped) throw new Error(`stopped before ${goal} visits`);
      await sleep(20);
    }
  }

  /** Resolves when all visits are over that are under way now. */
  async finishCurrent(): Promise<void> {
    const current = [...this.current];
    while (current.some((seed) => this.current.has(seed))) await sleep(20);
  }

  private count = 0;
  private readonly current = new Set<string>();

  private async work(): Promise<void> {
    while (!this.isStopped) {
      const seed = `${this.name}-${this.count++}`;
      this.current.add(seed);
      this.visits.push(await visit(seed));
      this.current.delete(seed);
    }
  }
}

/** The visits that did not give an object, in a form that a failed test shows well. */
export const failuresOf = (visits: readonly Visit[]) =>
  visits
    .filter(({ id }) => id === undefined)
    .map(
      ({ seed, status, failure, ms }) =>
        `${seed}: ${status ?? 'no answer'}: ${failure ?? ''} (${Math.round(ms)} ms)`,
    );
