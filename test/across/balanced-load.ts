import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a load found: how many requests were answered 200, and each failure in words. */
export interface LoadResult {
  answered: number;
  failures: string[];
  /** How many answers each replica gave. */
  byReplica: Map<string, number>;
}

const HEALTH_EVERY_MS = 20;
const AGENT = { keepAlive: true };

/**
 * Loads replicas as a balancer would: it asks each for its readiness all the time, sends to those that are ready over kept-alive
 * connections, and repeats nothing, so that a lost request shows.
 */
export class BalancedLoad {
  private readonly ready: Set<string>;
  private readonly agent = new Agent(AGENT);
  private stopped = false;
  private readonly result: LoadResult = { answered: 0, failures: [], byReplica: new Map() };
  private readonly loops: Promise<void>[];

  constructor(
    private readonly replicas: string[],
    private readonly path: string,
    workers: number,
  ) {
    this.ready = new Set(replicas);
    this.loops = [
      ...replicas.map((replica) => this.watch(replica)),
      ...Array.from({ length: workers }, (_, index) => this.work(index)),
    ];
  }

  /** Resolves when `count` more requests have been answered. */
  async more(count: number): Promise<void> {
    const goal = this.result.answered + count;
    while (this.result.answered < goal && this.result.failures.length === 0) await sleep(5);
  }

  async stop(): Promise<LoadResult> {
    this.stopped = true;
    await Promise.all(this.loops);
    this.agent.destroy();
    return this.result;
  }

  private async watch(replica: string): Promise<void> {
    while (!this.stopped) {
      const status = await get(`${replica}/health/ready`).catch(() => 0);
      if (status === 200) this.ready.add(replica);
      else this.ready.delete(replica);
      await sleep(HEALTH_EVERY_MS);
    }
  }

  private async work(index: number): Promise<void> {
    for (let turn = index; !this.stopped; turn++) {
      const ready = this.replicas.filter((replica) => this.ready.has(replica));
      const replica = ready[turn % ready.length];
      if (replica === undefined) {
        await sleep(HEALTH_EVERY_MS);
        continue;
      }
      const status = await get(replica + this.path, this.agent).catch((error: unknown) => String(error));
      if (status === 200) {
        this.result.answered += 1;
        this.result.byReplica.set(replica, (this.result.byReplica.get(replica) ?? 0) + 1);
      } else {
        this.result.failures.push(`${replica}: ${status}`);
      }
    }
  }
}

function get(url: string, agent?: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { agent: agent ?? false }, (response) => {
      response.resume();
      response.once('end', () => {
        resolve(response.statusCode ?? 0);
      });
      response.once('error', reject);
    });
    request.once('error', reject);
    request.end();
  });
}
