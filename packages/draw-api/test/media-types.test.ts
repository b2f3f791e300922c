import { assert, asyncProperty, constantFrom, oneof, string } from 'fast-check';
import request from 'supertest';
import { services } from './services';

/** Seeds of any script, and seeds of separators of fields. */
const seeds = oneof(
  string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  string({ unit: constantFrom('a', ',', '"', ' ', ';', '='), minLength: 1, maxLength: 8 }),
);

/** Parses CSV (RFC 4180) without the library that writes it. */
function parseCsv(csv: string): string[][] {
  const records: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\n)/g)) {
    records.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\n') records.push([]);
  }
  return records.slice(0, -1);
}

/** Removes the apostrophe before a formula. */
const withoutGuard = (field: string) => field.replace(/^'(?=[=+@\t\r-])/, '');

describe.each(services)('A response of the $name service', ({ name, app }) => {
  const batch = (draws: object[], mediaType: string) =>
    request(app()).post(`/${name}s`).send({ draws }).accept(mediaType).buffer(true).expect(200);

  it('contains every seed in CSV, with an apostrophe before a formula only', async () => {
    await assert(
      asyncProperty(seeds, seeds, async (a, b) => {
        const { text } = await batch([{ seed: a }, { seed: b, index: 1 }], 'text/csv');
        const rows = parseCsv(text).map(([seed, ...rest]) => [withoutGuard(seed!), ...rest]);
        expect(rows).toEqual([
          ['seed', 'index', name],
          [withoutGuard(a), '0', expect.stringMatching(/^[\d.]+$/)],
          [withoutGuard(b), '1', expect.stringMatching(/^[\d.]+$/)],
        ]);
      }),
      { numRuns: 50 },
    );
  });

  it('contains every seed unchanged in NDJSON, one draw a line', async () => {
    await assert(
      asyncProperty(seeds, seeds, async (a, b) => {
        const { text } = await batch([{ seed: a }, { seed: b }], 'application/x-ndjson');
        const lines = text.split('\n');
        expect(lines.map((line) => (line === '' ? '' : (JSON.parse(line) as { seed: string }).seed))).toEqual(
          [a, b, ''],
        );
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['application/json', 'application/json; charset=utf-8'],
    ['text/plain', 'text/plain; charset=utf-8'],
    ['text/csv', 'text/csv; charset=utf-8'],
    ['application/x-ndjson', 'application/x-ndjson; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['text/csv;q=0.5, text/plain', 'text/plain; charset=utf-8'],
  ])('to Accept: %s has the media type %s', async (accept, type) => {
    for (const path of [`/${name}`, `/${name}s?count=2`]) {
      const { headers } = await request(app()).get(path).set('Accept', accept).buffer(true).expect(200);
      expect(headers['content-type']).toBe(type);
      expect(headers.vary).toBe('Accept');
    }
  });

  it('to Accept: image/png is 406 with the available media types', async () => {
    const { body } = await request(app()).get(`/${name}`).set('Accept', 'image/png').expect(406);
    expect(body.detail).toMatch(
      / Accept application\/json, text\/plain, text\/csv or application\/x-ndjson\.$/,
    );
  });

  it('to HEAD has no body', async () => {
    const { text, headers } = await request(app()).head(`/${name}?seed=a`).expect(200);
    expect(text).toBeFalsy();
    expect(headers['content-type']).toMatch(/^application\/json/);
  });
});
