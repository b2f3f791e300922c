import { contextFrom, type RequestContext } from '../observability/context';
import type { TraceSpan } from '../observability/span';
import { currentSpan, startSpanFor } from '../observability/tracing';
import { OverloadedError, UpstreamRefusal } from '../errors/errors';

/** The calls between which a batcher chooses. */
export interface BatchCalls<Item, Result> {
  /** Sends one item with the context of its caller. */
  one: (item: Item, context: RequestContext) => Promise<Result>;
  /** Sends several items. Returns for each, in order, its result or the error for its caller. */
  many: (items: Item[], context: RequestContext) => Promise<(Result | Error)[]>;
  /** The most calls in flight at the same time. */
  maxInFlight: () => number;
}

interface Waiting<Item, Result> {
  item: Item;
  context: RequestContext;
  /** The span of its visit, while traces are on. */
  span: TraceSpan | undefined;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/** Larger batches delay their first items without making the others cheaper. */
const MAX_ITEMS = 50;

/**
 * Sends an item alone and at once while fewer than `maxInFlight` calls are in flight. Otherwise items wait, and the next call takes
 * all of them in the order of their arrival, which shares the cost of a call between them. No item waits for a timer.
 */
export class Batcher<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private inFlight = 0;

  constructor(private readonly calls: BatchCalls<Item, Result>) {}

  /**
   * Sends an item.
   * @throws {UpstreamRefusal} if the service refused this item
   * @throws {UpstreamError} if the call failed that contained it
   * @throws {OverloadedError} if there was no result before `context.until`
   */
  async call(item: Item, context: RequestContext): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const result = new Promise<Result>((resolve, reject) => {
      const waiting = { item, context, span: currentSpan(), resolve, reject };
      this.waiting.push(waiting);
      this.sendWaiting();
      if (context.until === undefined) return;
      timer = setTimeout(() => {
        // The timer may fire a moment before `until`, so that `takeBatch` would still send the item.
        this.waiting = this.waiting.filter((other) => other !== waiting);
        reject(new OverloadedError());
      }, context.until - performance.now());
    });
    return result.finally(() => {
      clearTimeout(timer);
    });
  }

  private sendWaiting(): void {
    while (this.waiting.length > 0 && this.inFlight < this.calls.maxInFlight()) {
      const batch = this.takeBatch();
      if (batch.length === 0) return;
      this.inFlight += 1;
      void this.send(batch).finally(() => {
        this.inFlight -= 1;
        this.sendWaiting();
      });
    }
  }

  /** Takes the items that have waited longest, without those whose caller no longer waits. */
  private takeBatch(): Waiting<Item, Result>[] {
    const now = performance.now();
    const batch: Waiting<Item, Result>[] = [];
    for (let next; batch.length < MAX_ITEMS && (next = this.waiting.shift());) {
      if (next.context.until !== undefined && next.context.until <= now) next.reject(new OverloadedError());
      else batch.push(next);
    }
    return batch;
  }

  private async send(batch: Waiting<Item, Result>[]): Promise<void> {
    const [first, ...others] = batch;
    if (first && others.length === 0) {
      await this.sendAlone(first);
      return;
    }
    const span = startSharedSpan(batch);
    try {
      const results = await this.calls.many(
        batch.map(({ item }) => item),
        batchContext(batch, span),
      );
      span?.end();
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index];
        if (result instanceof Error) reject(result);
        else resolve(result as Result);
      }
    } catch (error) {
      span?.end((error as Error).name);
      // One invalid item makes some services refuse the whole call: find out which.
      if (error instanceof UpstreamRefusal)
        await Promise.all(batch.map((waiting) => this.sendAlone(waiting)));
      else for (const { reject } of batch) reject(error);
    }
  }

  private async sendAlone({ item, context, resolve, reject }: Waiting<Item, Result>): Promise<void> {
    try {
      resolve(await this.calls.one(item, context));
    } catch (error) {
      reject(error);
    }
  }
}

/** The call has its own ids and the ids of its callers. It ends when the last caller stops waiting. */
function batchContext(batch: { context: RequestContext }[], span: TraceSpan | undefined): RequestContext {
  const until = Math.max(...batch.map(({ context }) => context.until ?? Infinity));
  return {
    ...contextFrom(),
    ...(span && { traceparent: span.traceparent }),
    callers: batch.map(({ context }) => context.requestId),
    ...(until !== Infinity && { until }),
  };
}

/** The span of a shared call and its attempts: a separate trace, which is linked to the traces of the visits. */
function startSharedSpan(batch: { span: TraceSpan | undefined }[]): TraceSpan | undefined {
  if (batch[0]?.span === undefined) return undefined;
  const visits = batch.flatMap(({ span }) => span ?? []);
  return startSpanFor(visits, 'shared call', {
    kind: 'internal',
    attributes: { 'quartet.visits': visits.length },
  });
}
