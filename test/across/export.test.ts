import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { type Quartet, startQuartet } from '../support/quartet';

describe('An export', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterAll(() => quartet.close());

  const get = (query: object, accept = '*/*') =>
    request(quartet.frontend.url).get('/export').query(query).set('Accept', accept).buffer(true);
  const linesOf = ({ text }: { text: string }) => text.trimEnd().split('\n');

  it('is a file of all rows in the order of their indexes, and records none of them', async () => {
    const response = await get({ seed: 'quartet', count: 12_000 }).expect(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename=quartet-attack-0-11999.csv',
      'content-location': expect.stringMatching(
        /^\/export\?rule=attack&version=36f0d39b51ec11ab&seed=quartet&/,
      ) as string,
    });
    const [head, ...rows] = linesOf(response);
    expect(head).toBe('index,number,float,product,outcome,text');
    expect(rows.map((row) => Number(row.split(',')[0]))).toEqual(
      Array.from({ length: 12_000 }, (_, row) => row),
    );
    expect(rows[0]).toBe('0,1,4.42,4.42,HIT,Your attack HIT and did 4.42');
    const { body } = await request(quartet.product.url).get('/objects').expect(200);
    expect((body as { objects: [] }).objects).toEqual([]);
  });

  it('contains the objects that visits draw', async () => {
    const url = `${quartet.frontend.url}/export?rule=order&seed=same&index=40&count=3&format=ndjson`;
    const rows = linesOf({ text: await (await fetch(url)).text() });
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      const { index, ...drawn } = JSON.parse(row) as { index: number };
      const { body } = await request(quartet.frontend.url)
        .get('/')
        .query({ rule: 'order', seed: 'same', index })
        .set('Accept', 'application/json');
      expect(body).toMatchObject(drawn);
    }
  });

  it('is one JSON document that describes its draws', async () => {
    const { text } = await get({ seed: 'a', index: 7, count: 7_500, format: 'json' }).expect(200);
    const document = JSON.parse(text) as { rows: { index: number }[] };
    expect(document).toMatchObject({ rule: 'attack', seed: 'a', index: 7, count: 7_500 });
    expect(document.rows.map(({ index }) => index)).toEqual(
      Array.from({ length: 7_500 }, (_, row) => row + 7),
    );
  });

  it('continues from a later index with the same rows', async () => {
    const complete = linesOf(await get({ seed: 'a', count: 6_000 }));
    const rest = linesOf(await get({ seed: 'a', index: 5_500, count: 500 }));
    expect(rest.slice(1)).toEqual(complete.slice(5_501));
  });

  it('has a random seed in its file name and Content-Location when the request has no seed', async () => {
    const { text, headers } = await get({ count: 2 }).expect(200);
    const again = await request(quartet.frontend.url).get(headers['content-location']!).expect(200);
    expect(again.text).toBe(text);
    const seed = new URL(headers['content-location']!, 'http://site').searchParams.get('seed');
    expect(headers['content-disposition']).toBe(`attachment; filename=quartet-attack-${seed}-0-1.csv`);
  });

  it.each([
    [
      { count: 200_001 },
      422,
      /^`count` must be at most 200000, got `200001`\. Export the rest from a later index\.$/,
    ],
    [
      { count: 2, index: Number.MAX_SAFE_INTEGER },
      422,
      /^`count` must be at most 1 from index 9007199254740991, got `2`\.$/,
    ],
    [{ count: 0 }, 422, /count/],
    [{ count: 'x' }, 400, /count/],
    [{ count: 1, format: 'xml' }, 400, /format/],
    [{ count: 1, rule: 'nope' }, 404, /There is no rule set `nope`\. Available rule sets: attack, /],
    [{ count: 1, colour: 'red' }, 400, /colour/],
  ])('is refused before the first row when the query is invalid: %j', async (query, status, detail) => {
    const { body } = await get(query, 'application/json').expect(status);
    expect((body as { detail: string }).detail).toMatch(detail);
  });

  it('fetches rows no faster than the client reads, and none after the client disconnects', async () => {
    const countCalls = async () => {
      const { text } = await request(quartet.product.url).get('/metrics');
      const counts = [...text.matchAll(/_count\{.*route="\/rules\/:name\/rows".*\} (\d+)/g)];
      return counts.reduce((sum, [, count]) => sum + Number(count), 0);
    };
    const settledCalls = async (): Promise<number> => {
      const before = await countCalls();
      await sleep(300);
      const after = await countCalls();
      return before === after ? after : settledCalls();
    };
    const initial = await countCalls();
    const url = `${quartet.frontend.url}/export?rule=order&seed=slow&count=200000&format=ndjson`;
    const [response] = (await once(httpGet(url), 'response')) as [IncomingMessage];
    response.pause();
    const stalled = await settledCalls();
    // Only the pages that fit into the buffers, of one hundred.
    expect(stalled - initial).toBeLessThan(50);
    response.destroy();
    expect((await settledCalls()) - stalled).toBeLessThanOrEqual(1);
  });

  it('is refused with 429 while 20 others are being downloaded', async () => {
    const open = async () => {
      const url = `${quartet.frontend.url}/export?rule=order&seed=slow&count=200000`;
      const [response] = (await once(httpGet(url, { agent: false }), 'response')) as [IncomingMessage];
      return response.pause().on('error', () => undefined);
    };
    const slow = await Promise.all(Array.from({ length: 20 }, open));
    expect(slow.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(200));
    const refused = await get({ count: 1 }).expect(429);
    expect(refused.headers['retry-after']).toBe('1');
    // Pages and the form are still served.
    await get({}).expect(200);
    slow[0]!.destroy();
    while ((await get({ count: 1 })).status === 429) await sleep(20);
    for (const response of slow) response.destroy();
  });

  it('is a form when the request has no count', async () => {
    const { text } = await get({}, 'text/html').expect(200);
    expect(text).toContain('up to 200,000');
    expect((await get({})).text).toMatch(
      /^\/export\?rule=NAME.*\nOne row of attack has about \d+ bytes as csv, \d+ bytes as ndjson, \d+ bytes as json\.\n$/,
    );
    await get({ rule: 'nope' }, 'text/html').expect(404);
  });

  it.each(['csv', 'ndjson', 'json'] as const)(
    'has about the size that the form estimates, as %s',
    async (format) => {
      const { body } = await get({ rule: 'order' }, 'application/json').expect(200);
      const { bytesPerRow } = body as { bytesPerRow: Record<string, number> };
      const { text } = await get({ rule: 'order', seed: 'size', index: 100_000, count: 10_000, format });
      const ratio = (bytesPerRow[format]! * 10_000) / Buffer.byteLength(text);
      expect(ratio).toBeGreaterThan(0.97);
      expect(ratio).toBeLessThan(1.03);
    },
  );
});
