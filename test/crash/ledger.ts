import { checkCounts } from '../../service4-product/src/repository/recount';
import type { DatabaseSettings } from '../../service4-product/src/repository/database/settings';
import { type Answer, isAcknowledged } from './load';
import { lookInto } from './look';

/** What callers were told about their objects, against which the record is held. */
export class Ledger {
  /** When each acknowledged object was recorded, by id. */
  private readonly acknowledged = new Map<string, number>();
  /** Objects of which it was said that they will be recorded, by id. */
  private readonly promised = new Set<string>();
  private readonly asked = new Set<string>();
  private readonly created = new Set<string>();
  private readonly faults: string[] = [];

  note(answers: readonly Answer[]): void {
    for (const answer of answers) {
      const { draw, status, body = {} } = answer;
      this.asked.add(draw.seed);
      if (isAcknowledged(answer)) this.acknowledged.set(body.id!, Date.parse(body.createdAt!));
      if (status === 503 && body.queued && body.object) this.promised.add(body.object.id);
      if (status !== 201) continue;
      if (this.created.has(body.id!)) this.faults.push(`${draw.seed} was answered with 201 twice`);
      this.created.add(body.id!);
    }
  }

  /** How many objects were recorded by a commit of which no answer told. */
  get untold(): number {
    return [...this.acknowledged.keys()].filter((id) => !this.created.has(id)).length;
  }

  /** All that is wrong with the record of an idle service. */
  check(settings: DatabaseSettings): Promise<string[]> {
    return lookInto(settings, async (db) => {
      const rows = await db.selectFrom('objects').select(['id', 'seed', 'created_at']).execute();
      const counts = (await checkCounts(db)).map((difference) => JSON.stringify(difference));
      return [...this.faults, ...this.compare(rows), ...counts];
    });
  }

  private compare(rows: readonly { id: string; seed: string; created_at: number }[]): string[] {
    const times = new Map(rows.map(({ id, created_at }) => [id, created_at]));
    const seeds = rows.map(({ seed }) => seed);
    const lost = [...this.acknowledged].filter(([id]) => !times.has(id));
    const other = [...this.acknowledged].filter(([id, time]) => times.has(id) && times.get(id) !== time);
    const broken = [...this.promised].filter((id) => !times.has(id));
    const unasked = seeds.filter((seed) => !this.asked.has(seed));
    return [
      ...lost.map(([id]) => `${id} was acknowledged and is not recorded`),
      ...other.map(([id]) => `${id} is recorded with another time than it was acknowledged with`),
      ...broken.map((id) => `${id} was promised and is not recorded`),
      ...unasked.map((seed) => `${seed} is recorded and was never asked for`),
      ...(new Set(seeds).size === seeds.length ? [] : ['an object is recorded more than once']),
    ];
  }
}
