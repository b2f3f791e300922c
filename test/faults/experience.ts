import { setTimeout as sleep } from 'node:timers/promises';
import { inspectDatabase } from '../crash/inspect-database';
import type { FaultySite } from './site';
import { determinedPart, isRecorded, isShown, Visitor, type VisitResult } from './visits';

/** Starts a visit this often while a fault is injected. */
const INTERVAL_MS = 25;

/** Visits a site during faults, and compares the answers with the database. */
export class Experience {
  readonly sums = { requests: 0, faults: 0, lost: 0, doubled: 0, different: 0, unexpected: 0 };
  private readonly shown: VisitResult[] = [];
  private readonly visitor: Visitor;

  constructor(private readonly site: FaultySite) {
    this.visitor = new Visitor(site.url);
  }

  /** Starts `count` visits at a steady rate, with seeds that begin with `name`, and returns their results. */
  async visit(name: string, count: number): Promise<VisitResult[]> {
    const visits: Promise<VisitResult>[] = [];
    for (let index = 0; index < count; index++) {
      visits.push(this.visitor.visit(`${name} ${index}`));
      await sleep(INTERVAL_MS);
    }
    const results = await Promise.all(visits);
    this.sums.requests += count;
    this.shown.push(...results.filter(isShown));
    return results;
  }

  /**
   * Repeats visits until all of their objects are recorded.
   * @throws {Error} if visits that start later than `limitMs` from now still fail
   */
  async expectRecovery(name: string, count: number, limitMs: number): Promise<void> {
    const start = performance.now();
    for (;;) {
      const begin = performance.now();
      const failed = (await this.visit(name, count)).filter((result) => !isRecorded(result));
      if (failed.length === 0) return;
      if (begin - start > limitMs)
        throw new Error(`${failed.length} visits fail after the fault: ${JSON.stringify(failed[0])}`);
    }
  }

  /** Compares all objects that were shown with the database. */
  async check(): Promise<void> {
    const rows = await inspectDatabase(this.site.database.settings, (db) =>
      db.selectFrom('objects').select(['id', 'seed']).execute(),
    );
    const ids = new Set(rows.map(({ id }) => id));
    const variants = new Set(this.shown.map((result) => `${result.seed} ${determinedPart(result)}`));
    this.sums.lost = this.shown.filter(
      (result) => isRecorded(result) && !ids.has(String(result.body.id)),
    ).length;
    this.sums.doubled = rows.length - new Set(rows.map(({ seed }) => seed)).size;
    this.sums.different = variants.size - new Set(this.shown.map(({ seed }) => seed)).size;
  }

  close(): void {
    this.visitor.close();
  }
}
