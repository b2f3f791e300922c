import request from 'supertest';
import { kinds } from './kinds';

const SEED = '`seed` must have 1 to 256 bytes as UTF-8';

describe.each(kinds)('The $name service refuses', ({ name, app }) => {
  const one = (query: object) => request(app()).get(`/${name}`).query(query);
  const run = (query: object) => request(app()).get(`/${name}s`).query(query);
  const batch = (body: object) => request(app()).post(`/${name}s`).send(body);
  const integer = 'must be a whole number';

  it.each([
    ['a range that is upside down', { min: 5, max: 3 }, 422, 'min', 'min (5) is greater than max (3)'],
    ['an empty seed', { seed: '' }, 422, 'seed', SEED],
    ['a seed of 257 bytes', { seed: `${'ä'.repeat(128)}x` }, 422, 'seed', SEED],
    ['an index below 0', { index: -1 }, 422, 'index', '`index` must be at least 0, got `-1`.'],
    [
      'an index beyond 2^53 − 1',
      { index: '9007199254740992' },
      422,
      'index',
      '`index` must be at most 9007199254740991, got `9007199254740992`.',
    ],
    ['an index that is none', { index: '1.5' }, 400, 'index', `\`index\` ${integer}`],
    ['an index of hexadecimal digits', { index: '0x10' }, 400, 'index', `\`index\` ${integer}`],
    ['an index left empty', { index: '' }, 400, 'index', `\`index\` ${integer}`],
    ['a count for one draw', { count: 3 }, 400, 'count', '`count` is not a known parameter. Use '],
  ])('%s', async (_what, query, status, parameter, detail) => {
    const { body } = await one(query).expect(status);
    expect(body.errors).toEqual([{ parameter, detail: expect.stringContaining(detail) as string }]);
  });

  it('a parameter that is given more than once', async () => {
    const { body } = await request(app()).get(`/${name}?seed=a&seed=b`).expect(400);
    expect(body.detail).toBe('`seed` is given more than once.');
  });

  it('a run of none, and of more than 10,000', async () => {
    expect((await run({ count: 0 }).expect(422)).body.detail).toBe('`count` must be at least 1, got `0`.');
    expect((await run({ count: 10_001 }).expect(422)).body.detail).toBe(
      '`count` must be at most 10000, got `10001`.',
    );
    const most = await run({ count: 10_000 }).accept('text/plain').expect(200);
    expect(most.text.trimEnd().split('\n')).toHaveLength(10_000);
  });

  it('a run that would go beyond the last index', async () => {
    const { body } = await run({ index: '9007199254740991', count: 2 }).expect(422);
    expect(body.errors[0].detail).toMatch(/9007199254740991/);
  });

  it('a batch of none, and of more than 10,000', async () => {
    expect((await batch({ draws: [] }).expect(422)).body.detail).toBe('`draws` must have at least 1 entry.');
    const many = Array.from({ length: 10_001 }, () => ({}));
    expect((await batch({ draws: many }).expect(422)).body.detail).toBe(
      '`draws` must have at most 10000 entries.',
    );
    await batch({ draws: many.slice(1) }).expect(200);
  });

  it('a batch with mistakes, naming each with its place', async () => {
    const draws = [{ seed: 'a' }, { min: 9, max: 1 }, { index: 1 }, { min: 3, max: 2 }];
    const { body } = await batch({ draws }).expect(422);
    expect(body.errors).toEqual([
      {
        pointer: '#/draws/1/min',
        detail: expect.stringContaining('min (9) is greater than max (1)') as string,
      },
      {
        pointer: '#/draws/3/min',
        detail: expect.stringContaining('min (3) is greater than max (2)') as string,
      },
    ]);
  });

  it('a batch with more mistakes than a sentence can hold, naming the first and counting the rest', async () => {
    const { body } = await batch({ draws: Array.from({ length: 50 }, () => ({ min: 9, max: 1 })) }).expect(
      422,
    );
    expect(body.errors).toHaveLength(50);
    expect(body.detail).toMatch(/\. And 45 more\.$/);
  });

  it('half a character in a seed', async () => {
    const { body } = await batch({ draws: [{ seed: '\ud800' }] }).expect(422);
    expect(body.errors).toEqual([
      { pointer: '#/draws/0/seed', detail: expect.stringContaining('well-formed') as string },
    ]);
  });
});
