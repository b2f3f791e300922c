import type { RuleSet } from '@quartet/contracts';
import { NEGATIVE_TTL_MS, RuleCache } from '../src/services/rule-cache';

const TTL_MS = 60_000;
const context = { requestId: 'r', traceparent: 't', until: 5 };
const ruleSets = (name: string) => [{ name }] as RuleSet[];

describe('The rule cache', () => {
  it('fetches once for concurrent callers, without the deadline of the first', async () => {
    const contexts: unknown[] = [];
    const cache = new RuleCache((given) => {
      contexts.push(given);
      return Promise.resolve(ruleSets('attack'));
    }, TTL_MS);
    await Promise.all([cache.all(context), cache.all(context), cache.all(context)]);
    await cache.all(context);
    expect(contexts).toEqual([{ requestId: 'r', traceparent: 't' }]);
  });

  it('returns stale rule sets during a fetch, and fresh ones after it', async () => {
    const names = ['old', 'new'];
    const cache = new RuleCache(() => Promise.resolve(ruleSets(names.shift() ?? '')), 0);
    expect(await cache.all(context)).toEqual(ruleSets('old'));
    expect(await cache.all(context)).toEqual(ruleSets('old'));
    await new Promise(setImmediate);
    expect(await cache.all(context)).toEqual(ruleSets('new'));
  });

  it('returns stale rule sets as long as fetches fail', async () => {
    let fails = false;
    const cache = new RuleCache(
      () => (fails ? Promise.reject(new Error('unavailable')) : Promise.resolve(ruleSets('attack'))),
      0,
    );
    await cache.all(context);
    fails = true;
    for (let visit = 0; visit < 3; visit++) {
      expect(await cache.all(context)).toEqual(ruleSets('attack'));
      await new Promise(setImmediate);
    }
  });

  it('throws the error of the first fetch, and fetches again for the next caller', async () => {
    let fails = true;
    const cache = new RuleCache(
      () => (fails ? Promise.reject(new Error('unavailable')) : Promise.resolve(ruleSets('attack'))),
      TTL_MS,
    );
    await expect(cache.all(context)).rejects.toThrow('unavailable');
    fails = false;
    expect(await cache.all(context)).toEqual(ruleSets('attack'));
  });

  describe('with an unknown name', () => {
    afterEach(() => jest.restoreAllMocks());

    /** A cache with only `attack`, filled `NEGATIVE_TTL_MS` ago. */
    const agedCache = async (fetchAgain: () => Promise<RuleSet[]>) => {
      const fetches = [() => Promise.resolve(ruleSets('attack')), fetchAgain];
      let fetchCount = 0;
      const cache = new RuleCache(() => fetches[Math.min(fetchCount++, 1)]!(), TTL_MS);
      await cache.all(context);
      const later = performance.now() + NEGATIVE_TTL_MS;
      jest.spyOn(performance, 'now').mockReturnValue(later);
      return { cache, fetchCount: () => fetchCount };
    };

    it('fetches again, once for all callers within half a second, and not for a known name', async () => {
      const { cache, fetchCount } = await agedCache(() => Promise.resolve(ruleSets('strike')));
      expect(await cache.find('attack', context)).toEqual({ name: 'attack' });
      expect(fetchCount()).toBe(1);
      const found = await Promise.all([1, 2, 3].map(() => cache.find('strike', context)));
      expect(found).toEqual([{ name: 'strike' }, { name: 'strike' }, { name: 'strike' }]);
      expect(await cache.find('nope', context)).toBeUndefined();
      expect(fetchCount()).toBe(2);
    });

    it('throws the error of the fetch, because a rule set of that name may exist now', async () => {
      const { cache } = await agedCache(() => Promise.reject(new Error('unavailable')));
      await expect(cache.find('strike', context)).rejects.toThrow('unavailable');
      expect(await cache.find('attack', context)).toEqual({ name: 'attack' });
    });
  });
});
