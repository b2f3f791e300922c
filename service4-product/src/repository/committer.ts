import { currentSpan, type TraceSpan } from '@quartet/service-kit';
import type { DrawnObject } from '../objects/drawn-object';
import { isPermanent } from './database/failures';
import type { Recording } from './recording';

/** The most objects to record in one transaction. */
const MAX_GROUP_SIZE = 1_000;

interface Entry {
  objects: readonly DrawnObject[];
  /** The span of its request, while traces are on. */
  span: TraceSpan | undefined;
  resolve: (recordings: Recording[]) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit: objects that arrive during a transaction wait, and the next transaction records them together. Concurrent callers
 * share the cost of a durable commit, and a single caller does not wait.
 */
export class Committer {
  private waiting: Entry[] = [];
  private isRunning = false;

  constructor(
    private readonly commit: (
      objects: readonly DrawnObject[],
      callers?: readonly TraceSpan[],
    ) => Promise<Recording[]>,
  ) {}

  /** Records objects in one transaction: all of them or none. Resolves when the commit is durable. */
  record(objects: readonly DrawnObject[]): Promise<Recording[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ objects, span: currentSpan(), resolve, reject });
      if (!this.isRunning) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.waiting.length > 0) await this.commitGroup(this.nextGroup());
    this.isRunning = false;
  }

  private nextGroup(): Entry[] {
    let size = 0;
    let end = 0;
    for (const { objects } of this.waiting) {
      size += objects.length;
      if (end > 0 && size > MAX_GROUP_SIZE) break;
      end += 1;
    }
    return this.waiting.splice(0, end);
  }

  private async commitGroup(group: Entry[]): Promise<void> {
    try {
      const recordings = await this.commit(
        group.flatMap(({ objects }) => objects),
        spansOf(group),
      );
      for (const { objects, resolve } of group) resolve(recordings.splice(0, objects.length));
    } catch (error) {
      // Retry one by one, so that objects that can never be recorded do not block the others.
      if (group.length > 1 && isPermanent(error)) for (const entry of group) await this.commitGroup([entry]);
      else for (const { reject } of group) reject(error);
    }
  }
}

const spansOf = (group: readonly Entry[]): TraceSpan[] | undefined =>
  group[0]?.span && group.flatMap(({ span }) => span ?? []);
