import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** The result of a load: the number of answers with status 200, and a description of each failure. */
export interface LoadResult {
  answered: number;
  failures: string[];
  /** The number of answers of each replica. */
  byReplica: Map<string, number>;
}

const HEALTH_INTERVAL_MS = 20;
const AGENT = { keepAlive: true };

/**
 * Loads replicas as a balancer does: it polls their readiness, and sends requests to ready replicas over kept-alive connections.
 * It never retries, so that a lost request shows.
 */
export class BalancedLoad {
  private readonly ready: Set<string>;
  private readonly agent = new Agent(AGENT);
  private isStopped = false;
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

  /** Resolves after `count` further answers, or a failure. */
  async waitForAnswers(count: number): Promise<void> {
    const goal = this.result.answered + count;
    while (this.result.answered < goal && this.result.failures.length === 0) await sleep(5);
  }

  async stop(): Promise<LoadResult> {
    this.isStopped = true;
    await Promise.all(this.loops);
    this.agent.destroy();
    return this.result;
  }

  private async watch(replica: string): Promise<void> {
    while (!this.isStopped) {
      const status = await get(`${replica}/health/ready`).catch(() => 0);
      if (status === 200) this.ready.add(replica);
      else this.ready.delete(replica);
      await sleep(HEALTH_INTERVAL_MS);
    }
  }

  private async work(index: number): Promise<void> {
    for (let turn = index; !this.isStopped; turn++) {
      const ready = this.replicas.filter((replica) => this.ready.has(replica));
      const replica = ready[turn % ready.length];
      if (replica === undefined) {
        await sleep(HEALTH_INTERVAL_MS);
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
