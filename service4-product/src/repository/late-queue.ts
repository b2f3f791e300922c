import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@quartet/service-kit';
import type { DrawnObject } from '../objects/drawn-object';
import { isPermanent } from './database/failures';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** How many objects are tried together. */
const STEP = 100;

/**
 * Objects that could not be recorded when they were made, up to `capacity`: they are tried again until the database is back.
 * Nothing of it outlives the process; nobody has been told that these are recorded.
 */
export class LateQueue {
  private readonly waiting = new Map<string, DrawnObject>();
  private working: Promise<void> | undefined;
  /** Why the database did not answer when it was last asked; undefined since it has. */
  private failure: unknown;
  private readonly closing = new AbortController();

  constructor(
    private readonly capacity: number,
    private readonly commit: (objects: readonly DrawnObject[]) => Promise<unknown>,
    private readonly log: Logger,
  ) {}

  get size(): number {
    return this.waiting.size;
  }

  /**
   * Lets in again as soon as the database answers, while others still wait: under load as many may come as are recorded late.
   * @throws why the database did not answer when it was last asked
   */
  refuseWhileAway(): void {
    if (this.failure !== undefined) throw this.failure as Error;
  }

  /** Takes objects in, all or none, after `failure`; whether there was room. From then on the database is tried until it answers. */
  offer(objects: readonly DrawnObject[], failure: unknown): boolean {
    this.failure = failure;
    const added = objects.filter(({ id }) => !this.waiting.has(id));
    const hasRoom = this.waiting.size + added.length <= this.capacity;
    if (hasRoom) for (const object of added) this.waiting.set(object.id, object);
    if (!this.closing.signal.aborted) this.working ??= this.work();
    return hasRoom;
  }

  /** Tries once more, and ends; how many objects are lost by that. */
  async close(): Promise<number> {
    this.closing.abort();
    await this.working;
    while (this.waiting.size > 0 && (await this.step())) continue;
    return this.waiting.size;
  }

  private async work(): Promise<void> {
    const reason = (this.failure as Error).message;
    this.log.warn(
      { reason },
      'the record is away: objects are made all the same, and recorded when it is back',
    );
    let pause = FIRST_PAUSE_MS;
    let recorded = 0;
    while (!this.closing.signal.aborted) {
      await sleep(pause * (0.5 + Math.random() / 2), undefined, { signal: this.closing.signal }).catch(
        () => undefined,
      );
      const before = this.waiting.size;
      if (!(await this.step())) {
        pause = Math.min(Math.max(2 * pause, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
        continue;
      }
      recorded += before - this.waiting.size;
      pause = 0;
      if (this.waiting.size === 0) break;
    }
    this.working = undefined;
    if (!this.closing.signal.aborted) this.log.warn({ recorded }, 'the record is back');
  }

  /** Records the oldest ones, or with none waiting finds out whether the database answers. */
  private step(): Promise<boolean> {
    return this.tryOut(firstOf(this.waiting.values(), STEP));
  }

  private async tryOut(objects: readonly DrawnObject[]): Promise<boolean> {
    try {
      await this.commit(objects);
    } catch (error) {
      if (!isPermanent(error)) {
        this.failure = error;
        const reason = (error as Error).message;
        this.log.info({ waiting: this.waiting.size, reason }, 'the record is still away');
        return false;
      }
      if (objects.length > 1) {
        // One that cannot be recorded must not keep the others from it.
        for (const object of objects) if (!(await this.tryOut([object]))) return false;
        return true;
      }
      this.log.error({ err: error, id: objects[0]?.id }, 'an object cannot be recorded, and is given up');
    }
    this.failure = undefined;
    for (const { id } of objects) this.waiting.delete(id);
    return true;
  }
}

/** Not a slice of all: a long queue would be copied for every step. */
function firstOf<T>(items: Iterable<T>, amount: number): T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.length === amount) break;
    first.push(item);
  }
  return first;
}
