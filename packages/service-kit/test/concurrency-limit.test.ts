import { once } from 'node:events';
import { get, type ServerResponse } from 'node:http';
import { limitConcurrency } from '../src';
import { ConcurrencyLimit } from '../src/http/concurrency-limit';
import { listen } from '../../../test/support/listen';
import { appWith } from './apps';

/** Begins requests until the limit refuses one. Returns their number. */
function fill(limit: ConcurrencyLimit): number {
  let begun = 0;
  while (limit.begin()) begun += 1;
  return begun;
}

describe('The limit of concurrent requests', () => {
  it('refuses requests beyond it until one ends', () => {
    const limit = new ConcurrencyLimit(100);
    expect(fill(limit)).toBe(64);
    limit.end(1);
    expect(limit.begin()).toBe(true);
    expect(limit.begin()).toBe(false);
  });

  it('grows while requests are fast and as many as allowed, but not without bounds', () => {
    const limit = new ConcurrencyLimit(100);
    for (let turn = 0; turn < 200; turn++) {
      const begun = fill(limit);
      for (let ended = 0; ended < begun; ended++) limit.end(10);
    }
    const grown = fill(limit);
    expect(grown).toBeGreaterThan(100);
    expect(grown).toBeLessThanOrEqual(1_000);
  });

  it('does not grow while few requests come', () => {
    const limit = new ConcurrencyLimit(100);
    for (let turn = 0; turn < 10_000; turn++) {
      limit.begin();
      limit.end(1);
    }
    expect(fill(limit)).toBe(64);
  });

  /** A limit of 8 after many slow requests. */
  function shrunkLimit(): ConcurrencyLimit {
    let now = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
    const limit = new ConcurrencyLimit(100);
    for (let turn = 0; turn < 100; turn++) {
      now += 150;
      limit.begin();
      limit.end(150);
    }
    clock.mockRestore();
    return limit;
  }

  it('shrinks while requests are slow, but keeps some', () => {
    expect(fill(shrunkLimit())).toBe(8);
  });

  it('has its first size again soon after requests are fast again', () => {
    const limit = shrunkLimit();
    for (let turn = 0; turn < 60; turn++) {
      limit.begin();
      limit.end(10);
    }
    expect(fill(limit)).toBe(64);
  });
});

test('A request beyond the limit is refused at once with 503 and a time to try again', async () => {
  const waiting: ServerResponse[] = [];
  const app = appWith((router) => {
    router.use(limitConcurrency(1_000), (_req, res) => waiting.push(res));
  });
  const { url, close } = await listen(app);
  const requests = Array.from({ length: 65 }, () => get(url).on('error', () => undefined));
  const [response] = (await Promise.race(requests.map((request) => once(request, 'response')))) as [
    { statusCode: number; headers: Record<string, string> },
  ];
  expect(response.statusCode).toBe(503);
  expect(response.headers).toMatchObject({ 'retry-after': '1' });
  expect(waiting).toHaveLength(64);
  await close();
});
