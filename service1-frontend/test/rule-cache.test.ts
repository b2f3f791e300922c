import type { RuleSet } from '@quartet/contracts';
import { RuleCache } from '../src/rule-cache';

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
});
