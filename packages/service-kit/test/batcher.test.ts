import fc from 'fast-check';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { UpstreamRefusal } from '../src';
import { contextFrom, type RequestContext } from '../src/observability/context';
import { type BatchCalls, Batcher } from '../src/client/batcher';

const refusal = new UpstreamRefusal('number', { status: 422, kind: 'x', title: 'Refused', detail: 'No.' });
const context = (until?: number): RequestContext => ({ ...contextFrom(), ...(until && { until }) });

/** A service that doubles numbers, when its calls are released. */
class Doubler implements BatchCalls<number, number> {
  readonly calls: { items: number[]; context: RequestContext }[] = [];
  private readonly held: (() => void)[] = [];
  limit = 1;

  one = async (item: number, own: RequestContext) => (await this.answer([item], own))[0]!;
  many = (items: number[], own: RequestContext) => this.answer(items, own);
  maxInFlight = () => this.limit;

  release(): Promise<void> {
    for (const release of this.held.splice(0)) release();
    return nextTurn();
  }

  private async answer(items: number[], own: RequestContext): Promise<number[]> {
    this.calls.push({ items, context: own });
    await new Promise<void>((resolve) => this.held.push(resolve));
    if (items.includes(-1)) throw refusal;
    if (items.includes(-2)) throw new Error('lost');
    return items.map((item) => 2 * item);
  }
}

describe('A batcher', () => {
  let service: Doubler;
  let batcher: Batcher<number, number>;
  const sent = () => service.calls.map(({ items }) => items);
  const callAll = (items: number[], own = context()) =>
    Promise.allSettled(items.map((item) => batcher.call(item, own)));
  beforeEach(() => {
    service = new Doubler();
    batcher = new Batcher(service);
  });

  it('sends an item to an idle service at once, with the context of its caller', () => {
    const own = context();
    void batcher.call(1, own);
    expect(service.calls).toEqual([{ items: [1], context: own }]);
  });

  it('sends the items that arrive meanwhile together and in order, with the ids of all callers', async () => {
    const callers = [1, 2, 3, 4].map((item) => ({ item, own: context() }));
    const results = callers.map(({ item, own }) => batcher.call(item, own));
    await service.release();
    await service.release();
    expect(await Promise.all(results)).toEqual([2, 4, 6, 8]);
    expect(sent()).toEqual([[1], [2, 3, 4]]);
    const ids = callers.map(({ own }) => own.requestId);
    expect(service.calls[1]!.context.callers).toEqual(ids.slice(1));
    expect(ids).not.toContain(service.calls[1]!.context.requestId);
  });

  it('has as many calls in flight as allowed, and sends no more than 50 items in one', async () => {
    service.limit = 2;
    const results = callAll(Array.from({ length: 120 }, (_, index) => index));
    expect(sent()).toEqual([[0], [1]]);
    await service.release();
    expect(sent().map((items) => items.length)).toEqual([1, 1, 50, 50]);
    await service.release();
    await service.release();
    expect(await results).toHaveLength(120);
    expect(sent().flat()).toEqual(Array.from({ length: 120 }, (_, index) => index));
  });

  it('rejects only the caller whose item is refused', async () => {
    const results = callAll([1, 2, -1, 3]);
    while (service.calls.length < 5) await service.release();
    await service.release();
    const fulfilled = (value: number) => ({ status: 'fulfilled', value });
    const rejected = { status: 'rejected', reason: refusal };
    expect(await results).toEqual([fulfilled(2), fulfilled(4), rejected, fulfilled(6)]);
    expect(sent()).toEqual([[1], [2, -1, 3], [2], [-1], [3]]);
  });

  it('rejects all callers of a call that fails, and continues with the next', async () => {
    const failed = callAll([1, 2, -2]);
    await service.release();
    const next = callAll([4, 5]);
    await service.release();
    await service.release();
    expect((await failed).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect((await next).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  });

  it('rejects a caller that stops waiting, without sending its item', async () => {
    const first = batcher.call(1, context());
    await expect(batcher.call(2, context(performance.now() + 20))).rejects.toMatchObject({ status: 503 });
    const last = batcher.call(3, context());
    await service.release();
    await service.release();
    expect(await Promise.all([first, last])).toEqual([2, 6]);
    expect(sent()).toEqual([[1], [3]]);
  });

  it('waits for the caller that waits longest', async () => {
    const early = performance.now() + 1_000;
    const results = [context(), context(early), context(early + 500)].map((own) => batcher.call(1, own));
    await service.release();
    expect(service.calls[1]!.context.until).toBe(early + 500);
    await service.release();
    await Promise.all(results);
  });

  it('gives every caller its own result, whatever arrives when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ item: fc.nat(), pause: fc.nat({ max: 2 }) }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 3 }),
        async (arrivals, limit) => {
          const echo = async (items: number[]) => {
            await sleep(items.length % 3);
            return items.map((item) => 2 * item);
          };
          const echoing = new Batcher<number, number>({
            one: async (item) => (await echo([item]))[0]!,
            many: echo,
            maxInFlight: () => limit,
          });
          const results: Promise<number>[] = [];
          for (const { item, pause } of arrivals) {
            results.push(echoing.call(item, context()));
            if (pause > 0) await sleep(pause);
          }
          expect(await Promise.all(results)).toEqual(arrivals.map(({ item }) => 2 * item));
        },
      ),
      { numRuns: 30 },
    );
  });
});
