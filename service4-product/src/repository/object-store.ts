import { type Logger, within } from '@quartet/service-kit';
import type { Kysely } from 'kysely';
import type { DrawnObject } from '../objects/drawn-object';
import { Committer } from './committer';
import { type Count, readCounts } from './counts';
import { dataStoreCall } from './data-store-call';
import { ping } from './database/connect';
import { isDiskFull, isPermanent } from './database/failures';
import { type Filter, findObject, type Page, readHistory } from './history';
import { LateQueue } from './late-queue';
import { recordAll, type Recording } from './recording';
import type { RuleStore } from './rule-store';
import type { Schema } from './schema';

/** Objects could not be recorded. */
export class NotRecordedError extends Error {
  constructor(
    /** Whether they are recorded later, when the database is back. */
    readonly isQueued: boolean,
    cause: unknown,
  ) {
    const isFull = isDiskFull(cause);
    const what = isFull ? 'The disk of the record is full' : 'The record of objects is away';
    super(
      isQueued
        ? `${what}: what was made will be recorded when ${isFull ? 'there is room' : 'it is back'}.`
        : `${what}, and too much waits for it: what was made is not recorded. Draw it again later.`,
      { cause },
    );
  }
}

export interface RecordingOptions {
  /** How long a recording is waited for, in milliseconds. */
  timeoutMs: number;
  /** How many objects may wait for a database that is away. */
  capacity: number;
}

/** The record of drawn objects: each draw once, however often it is recorded. All verbs throw DataStoreError where the database fails. */
export class ObjectStore {
  private readonly committer: Committer;
  private readonly late: LateQueue;

  constructor(
    private readonly db: () => Kysely<Schema>,
    rules: RuleStore,
    private readonly options: RecordingOptions,
    log: Logger,
  ) {
    const commit = async (objects: readonly DrawnObject[]) => {
      // No object without the rules by which it was made.
      await rules.keepWaiting();
      return recordAll(db(), objects);
    };
    this.committer = new Committer(commit);
    this.late = new LateQueue(options.capacity, commit, log);
  }

  /**
   * Records objects in one transaction: all of them or none.
   * @throws {NotRecordedError} where the database does not take them in time
   */
  async record(objects: readonly DrawnObject[]): Promise<Recording[]> {
    if (objects.length === 0) return [];
    try {
      this.late.refuseWhileAway();
      return await within(this.options.timeoutMs, this.committer.record(objects), 'not recorded');
    } catch (error) {
      if (isPermanent(error)) throw error;
      throw new NotRecordedError(this.late.offer(objects, error), error);
    }
  }

  find(id: string): Promise<DrawnObject | undefined> {
    return dataStoreCall(() => findObject(this.db(), id));
  }

  /** A page of the history, newest first. */
  list(filter: Filter): Promise<Page> {
    return dataStoreCall(() => readHistory(this.db(), filter));
  }

  /** How many objects there are of each outcome, by `countKey`. */
  counts(): Promise<ReadonlyMap<string, Count>> {
    return dataStoreCall(() => readCounts(this.db()));
  }

  /** The rule sets of which an object is recorded, also those that are no longer there. */
  rules(): Promise<string[]> {
    return dataStoreCall(async () => {
      const rows = await this.db().selectFrom('outcome_counts').select('rule').distinct().execute();
      return rows.map(({ rule }) => rule);
    });
  }

  /** Resolves where the database answers. */
  check(): Promise<void> {
    return dataStoreCall(() => ping(this.db()));
  }

  /** How many objects wait for the database. */
  get waiting(): number {
    return this.late.size;
  }

  /** Tries to record what still waits; how many objects are lost. */
  close(): Promise<number> {
    return this.late.close();
  }
}
