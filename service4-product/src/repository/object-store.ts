import { type Logger, type TraceSpan, within } from '@quartet/service-kit';
import type { Kysely } from 'kysely';
import type { DrawnObject } from '../objects/drawn-object';
import { Committer } from './committer';
import { type Count, readCounts, readRules } from './counts';
import { ping } from './database/connect';
import { callDatabase, isDiskFull, isPermanent } from './database/failures';
import { type Filter, findObject, type Page, readHistory } from './history';
import { recordAll, type Recording } from './recording';
import { RecordingQueue } from './recording-queue';
import type { RuleStore } from './rule-store';
import type { Schema } from './schema';

/** Objects could not be recorded. */
export class NotRecordedError extends Error {
  constructor(
    /** Whether they will be recorded when the database is available again. */
    readonly isQueued: boolean,
    count: number,
    cause: unknown,
  ) {
    super(notRecordedMessage(isQueued, count, isDiskFull(cause)), { cause });
  }
}

function notRecordedMessage(isQueued: boolean, count: number, isFull: boolean): string {
  const problem = isFull ? 'The disk of the database is full' : 'The database is unavailable';
  const objects = count === 1 ? 'the object' : `the ${count} objects`;
  return isQueued
    ? `${problem}; ${objects} will be recorded when ${isFull ? 'it has room' : 'it is back'}.`
    : `${problem} and the queue is full; ${objects} will not be recorded. Draw again later.`;
}

export interface RecordingOptions {
  /** The timeout of a recording, in milliseconds. */
  timeoutMs: number;
  /** The most objects that may wait while the database is unavailable. */
  capacity: number;
}

/**
 * The recorded objects, each draw once, however often it is recorded. Reading methods throw DataStoreError when the database fails,
 * and `record` throws NotRecordedError.
 */
export class ObjectStore {
  private readonly committer: Committer;
  private readonly queue: RecordingQueue;

  constructor(
    private readonly db: () => Kysely<Schema>,
    rules: RuleStore,
    private readonly options: RecordingOptions,
    log: Logger,
  ) {
    const commit = async (objects: readonly DrawnObject[], callers?: readonly TraceSpan[]) => {
      // The rules of an object must be saved before the object.
      await rules.savePending();
      return recordAll(db(), objects, callers);
    };
    this.committer = new Committer(commit);
    this.queue = new RecordingQueue(options.capacity, commit, log);
  }

  /**
   * Records objects in one transaction: all of them or none.
   * @throws {NotRecordedError} when the database does not commit them in time
   */
  async record(objects: readonly DrawnObject[]): Promise<Recording[]> {
    if (objects.length === 0) return [];
    try {
      this.queue.throwIfUnavailable();
      return await within(this.options.timeoutMs, this.committer.record(objects), 'not recorded');
    } catch (error) {
      if (isPermanent(error)) throw error;
      throw new NotRecordedError(this.queue.enqueue(objects, error), objects.length, error);
    }
  }

  find(id: string): Promise<DrawnObject | undefined> {
    return callDatabase(() => findObject(this.db(), id));
  }

  /** A page of the history, newest first. */
  list(filter: Filter): Promise<Page> {
    return callDatabase(() => readHistory(this.db(), filter));
  }

  /** The counts of all outcomes, by `countKey`. */
  counts(): Promise<ReadonlyMap<string, Count>> {
    return callDatabase(() => readCounts(this.db()));
  }

  /** The names of the rule sets with recorded objects, including removed rule sets. */
  rules(): Promise<string[]> {
    return callDatabase(() => readRules(this.db()));
  }

  /** Resolves when the database answers. */
  check(): Promise<void> {
    return callDatabase(() => ping(this.db()));
  }

  /** The number of objects that wait for the database. */
  get waiting(): number {
    return this.queue.size;
  }

  /** The number of waiting objects that the database refused for good. */
  get discarded(): number {
    return this.queue.discarded;
  }

  /** Makes a last attempt to record the waiting objects. Returns the number of lost objects. */
  close(): Promise<number> {
    return this.queue.close();
  }
}
