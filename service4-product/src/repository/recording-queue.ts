import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@quartet/service-kit';
import type { DrawnObject } from '../objects/drawn-object';
import { isDiskFull, isPermanent } from './database/failures';

const MIN_DELAY_MS = 100;
const MAX_DELAY_MS = 5_000;
/** The number of objects to record in one transaction. */
const BATCH_SIZE = 100;
/** The attempts to record one object while the database accepts others. */
const MAX_ATTEMPTS = 3;

/**
 * Objects that could not be recorded at once, up to `capacity`. The queue retries until the database answers. It exists only in
 * memory, and no client was told that its objects are recorded.
 */
export class RecordingQueue {
  private readonly waiting = new Map<string, DrawnObject>();
  private retrying: Promise<void> | undefined;
  /** The last failure of the database; undefined after a success. */
  private failure: unknown;
  private readonly closing = new AbortController();
  /** The failed attempts of single objects, by id, while the database was available. */
  private readonly attempts = new Map<string, number>();
  private discardedObjects = 0;

  constructor(
    private readonly capacity: number,
    private readonly commit: (objects: readonly DrawnObject[]) => Promise<unknown>,
    private readonly log: Logger,
  ) {}

  get size(): number {
    return this.waiting.size;
  }

  /** The number of objects that the database refused for good. */
  get discarded(): number {
    return this.discardedObjects;
  }

  /**
   * Throws while the database is unavailable. After its first answer new objects pass, even while others still wait; otherwise a
   * queue under load might never become empty.
   * @throws the last failure of the database
   */
  throwIfUnavailable(): void {
    if (this.failure !== undefined) throw this.failure as Error;
  }

  /** Adds all objects or none after `failure`, and starts retrying. Returns whether there was room. */
  enqueue(objects: readonly DrawnObject[], failure: unknown): boolean {
    this.failure = failure;
    const added = objects.filter(({ id }) => !this.waiting.has(id));
    const hasRoom = this.waiting.size + added.length <= this.capacity;
    if (hasRoom) for (const object of added) this.waiting.set(object.id, object);
    if (!this.closing.signal.aborted) this.retrying ??= this.retry();
    return hasRoom;
  }

  /** Stops retrying after a last attempt. Returns the number of lost objects. */
  async close(): Promise<number> {
    this.closing.abort();
    await this.retrying;
    while (this.waiting.size > 0 && (await this.recordBatch())) continue;
    return this.waiting.size;
  }

  private async retry(): Promise<void> {
    const reason = (this.failure as Error).message;
    this.log.warn({ reason }, 'Database unavailable; objects are drawn and queued');
    let delay = MIN_DELAY_MS;
    let recorded = 0;
    while (!this.closing.signal.aborted) {
      await sleep(delay * (0.5 + Math.random() / 2), undefined, { signal: this.closing.signal }).catch(
        () => undefined,
      );
      const before = this.waiting.size;
      if (!(await this.recordBatch())) {
        delay = Math.min(Math.max(2 * delay, MIN_DELAY_MS), MAX_DELAY_MS);
        continue;
      }
      recorded += before - this.waiting.size;
      delay = 0;
      if (this.waiting.size === 0) break;
    }
    this.retrying = undefined;
    if (!this.closing.signal.aborted) this.log.warn({ recorded }, 'Database available again');
  }

  /** Records the oldest objects. An empty batch tests whether the database answers. */
  private recordBatch(): Promise<boolean> {
    return this.tryRecord(firstOf(this.waiting.values(), BATCH_SIZE));
  }

  private async tryRecord(objects: readonly DrawnObject[]): Promise<boolean> {
    try {
      await this.commit(objects);
    } catch (error) {
      if (!(await this.isRefusal(error))) {
        this.failure = error;
        const reason = (error as Error).message;
        this.log.info({ waiting: this.waiting.size, reason }, 'Database still unavailable');
        return false;
      }
      this.failure = undefined;
      const half = Math.ceil(objects.length / 2);
      // Halve the batch, so that an object that can never be recorded does not block the others.
      if (objects.length > 1)
        return (await this.tryRecord(objects.slice(0, half))) && (await this.tryRecord(objects.slice(half)));
      return this.postponeOrDiscard(objects[0]?.id ?? '', error);
    }
    this.failure = undefined;
    for (const { id } of objects) this.remove(id);
    return true;
  }

  /** Whether the failure is due to the objects: the database is available for others. A full disk passes. */
  private async isRefusal(error: unknown): Promise<boolean> {
    if (isPermanent(error)) return true;
    if (isDiskFull(error)) return false;
    try {
      await this.commit([]);
      return true;
    } catch {
      return false;
    }
  }

  /** Moves an object to the end of the queue, or discards it. Returns whether it was discarded. */
  private postponeOrDiscard(id: string, error: unknown): boolean {
    const object = this.waiting.get(id);
    const attempts = (this.attempts.get(id) ?? 0) + 1;
    this.remove(id);
    if (object && !isPermanent(error) && attempts < MAX_ATTEMPTS) {
      this.waiting.set(id, object);
      this.attempts.set(id, attempts);
      return false;
    }
    this.discardedObjects += 1;
    this.log.error({ err: error, id }, 'Object discarded: it can never be recorded');
    return true;
  }

  private remove(id: string): void {
    this.waiting.delete(id);
    this.attempts.delete(id);
  }
}

/** Takes the first items without copying the whole collection, since a queue may be long. */
function firstOf<T>(items: Iterable<T>, amount: number): T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.length === amount) break;
    first.push(item);
  }
  return first;
}
