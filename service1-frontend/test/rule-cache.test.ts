import type { RuleSet } from '@quartet/contracts';
import { ASK_AGAIN_MS, RuleCache } from '../src/services/rule-cache';

const TTL_MS = 60_000;
const context = { requestId: 'r', traceparent: 't', until: 5 };
const ruleSets = (name: string) => [{ name }] as RuleSet[];

describe('The rule cache', () => {
  it('asks once for many visitors at once, without the deadline of the first', async () => {
    const asked: unknown[] = [];
    const cache = new RuleCache((given) => {
      asked.push(given);
      return Promise.resolve(ruleSets('attack'));
    }, TTL_MS);
    await Promise.all([cache.all(context), cache.all(context), cache.all(context)]);
    await cache.all(context);
    expect(asked).toEqual([{ requestId: 'r', traceparent: 't' }]);
  });

  it('gives the old rules while new ones are fetched, and the new ones then', async () => {
    const names = ['old', 'new'];
    const cache = new RuleCache(() => Promise.resolve(ruleSets(names.shift() ?? '')), 0);
    expect(await cache.all(context)).toEqual(ruleSets('old'));
    expect(await cache.all(context)).toEqual(ruleSets('old'));
    await new Promise(setImmediate);
    expect(await cache.all(context)).toEqual(ruleSets('new'));
  });

  it('goes on with the old rules for as long as fetching fails', async () => {
    let fails = false;
    const cache = new RuleCache(
      () => (fails ? Promise.reject(new Error('away')) : Promise.resolve(ruleSets('attack'))),
      0,
    );
    await cache.all(context);
    fails = true;
    for (let visit = 0; visit < 3; visit++) {
      expect(await cache.all(context)).toEqual(ruleSets('attack'));
      await new Promise(setImmediate);
    }
  });

  it('tells why where there never were any, and asks again the next time', async () => {
    let fails = true;
    const cache = new RuleCache(
      () => (fails ? Promise.reject(new Error('away')) : Promise.resolve(ruleSets('attack'))),
      TTL_MS,
    );
    await expect(cache.all(context)).rejects.toThrow('away');
    fails = false;
    expect(await cache.all(context)).toEqual(ruleSets('attack'));
  });

  describe('for a name that it lacks', () => {
    afterEach(() => jest.restoreAllMocks());

    /** A cache of `attack` alone, some time ago. */
    const agedCache = async (fetchAgain: () => Promise<RuleSet[]>) => {
      const fetches = [() => Promise.resolve(ruleSets('attack')), fetchAgain];
      let asked = 0;
      const cache = new RuleCache(() => fetches[Math.min(asked++, 1)]!(), TTL_MS);
      await cache.all(context);
      const later = performance.now() + ASK_AGAIN_MS;
      jest.spyOn(performance, 'now').mockReturnValue(later);
      return { cache, asked: () => asked };
    };

    it('asks again, once for all who miss it within half a second, and not for one that it has', async () => {
      const { cache, asked } = await agedCache(() => Promise.resolve(ruleSets('strike')));
      expect(await cache.find('attack', context)).toEqual({ name: 'attack' });
      expect(asked()).toBe(1);
      const found = await Promise.all([1, 2, 3].map(() => cache.find('strike', context)));
      expect(found).toEqual([{ name: 'strike' }, { name: 'strike' }, { name: 'strike' }]);
      expect(await cache.find('nope', context)).toBeUndefined();
      expect(asked()).toBe(2);
    });

    it('tells why it cannot ask, for there may be one of that name now', async () => {
      const { cache } = await agedCache(() => Promise.reject(new Error('away')));
      await expect(cache.find('strike', context)).rejects.toThrow('away');
      expect(await cache.find('attack', context)).toEqual({ name: 'attack' });
    });
  });
});
