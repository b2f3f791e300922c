import { checkCounts } from '../../service4-product/src/repository/recount';
import type { DatabaseSettings } from '../../service4-product/src/repository/database/settings';
import { type Answer, isAcknowledged } from './load';
import { inspectDatabase } from './inspect-database';

/** Collects the answers that callers received, and compares them with the database. */
export class Ledger {
  /** The creation time of each acknowledged object, by id. */
  private readonly acknowledged = new Map<string, number>();
  /** The ids of objects that the service queued. */
  private readonly queued = new Set<string>();
  private readonly requestedSeeds = new Set<string>();
  private readonly created = new Set<string>();
  private readonly faults: string[] = [];

  add(answers: readonly Answer[]): void {
    for (const answer of answers) {
      const { draw, status, body = {} } = answer;
      this.requestedSeeds.add(draw.seed);
      if (isAcknowledged(answer)) this.acknowledged.set(body.id!, Date.parse(body.createdAt!));
      if (status === 503 && body.queued && body.object) this.queued.add(body.object.id);
      if (status !== 201) continue;
      if (this.created.has(body.id!)) this.faults.push(`${draw.seed} was answered with 201 twice`);
      this.created.add(body.id!);
    }
  }

  /** The number of acknowledged objects whose commit no answer reported with 201. */
  get unreportedCommits(): number {
    return [...this.acknowledged.keys()].filter((id) => !this.created.has(id)).length;
  }

  /** Returns all differences between the answers and the database of an idle service. */
  check(settings: DatabaseSettings): Promise<string[]> {
    return inspectDatabase(settings, async (db) => {
      const rows = await db.selectFrom('objects').select(['id', 'seed', 'created_at']).execute();
      const counts = (await checkCounts(db)).map((difference) => JSON.stringify(difference));
      return [...this.faults, ...this.compare(rows), ...counts];
    });
  }

  private compare(rows: readonly { id: string; seed: string; created_at: number }[]): string[] {
    const times = new Map(rows.map(({ id, created_at }) => [id, created_at]));
    const seeds = rows.map(({ seed }) => seed);
    const lost = [...this.acknowledged].filter(([id]) => !times.has(id));
    const changed = [...this.acknowledged].filter(([id, time]) => times.has(id) && times.get(id) !== time);
    const unrecorded = [...this.queued].filter((id) => !times.has(id));
    const unrequested = seeds.filter((seed) => !this.requestedSeeds.has(seed));
    return [
      ...lost.map(([id]) => `${id} was acknowledged but is not recorded`),
      ...changed.map(([id]) => `${id} is recorded with a different time than acknowledged`),
      ...unrecorded.map((id) => `${id} was queued but is not recorded`),
      ...unrequested.map((seed) => `${seed} is recorded but was never requested`),
      ...(new Set(seeds).size === seeds.length ? [] : ['an object is recorded more than once']),
    ];
  }
}
