import request from 'supertest';
import { services } from './services';

const SEED = '`seed` must have 1 to 256 bytes in UTF-8';

describe.each(services)('The $name service refuses', ({ name, app }) => {
  const one = (query: object) => request(app()).get(`/${name}`).query(query);
  const run = (query: object) => request(app()).get(`/${name}s`).query(query);
  const batch = (body: object) => request(app()).post(`/${name}s`).send(body);
  const integer = 'must be a whole number from 0 to 9007199254740991';

  it.each([
    [
      'a range whose min is greater than max',
      { min: 5, max: 3 },
      422,
      'min',
      'min must be at most max (3), got `5`',
    ],
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
    ['an index that is not a whole number', { index: '1.5' }, 400, 'index', `\`index\` ${integer}`],
    ['an index of hexadecimal digits', { index: '0x10' }, 400, 'index', `\`index\` ${integer}`],
    ['an empty index', { index: '' }, 400, 'index', `\`index\` ${integer}`],
    ['a count for a single draw', { count: 3 }, 400, 'count', '`count` is not a known parameter. Use '],
  ])('%s', async (_title, query, status, parameter, detail) => {
    const { body } = await one(query).expect(status);
    expect(body.errors).toEqual([{ parameter, detail: expect.stringContaining(detail) as string }]);
  });

  it('a repeated parameter', async () => {
    const { body } = await request(app()).get(`/${name}?seed=a&seed=b`).expect(400);
    expect(body.detail).toBe('`seed` is given more than once.');
  });

  it('a run of 0 and of more than 10,000 draws', async () => {
    expect((await run({ count: 0 }).expect(422)).body.detail).toBe('`count` must be at least 1, got `0`.');
    expect((await run({ count: 10_001 }).expect(422)).body.detail).toBe(
      '`count` must be at most 10000, got `10001`.',
    );
    const most = await run({ count: 10_000 }).accept('text/plain').expect(200);
    expect(most.text.trimEnd().split('\n')).toHaveLength(10_000);
  });

  it('a run past the last index', async () => {
    const { body } = await run({ index: '9007199254740991', count: 2 }).expect(422);
    expect(body.errors[0].detail).toMatch(/9007199254740991/);
  });

  it('a batch of 0 and of more than 10,000 draws', async () => {
    expect((await batch({ draws: [] }).expect(422)).body.detail).toBe('`draws` must have at least 1 entry.');
    const many = Array.from({ length: 10_001 }, () => ({}));
    expect((await batch({ draws: many }).expect(422)).body.detail).toBe(
      '`draws` must have at most 10000 entries.',
    );
    await batch({ draws: many.slice(1) }).expect(200);
  });

  it('a batch with invalid draws, with a pointer to each', async () => {
    const draws = [{ seed: 'a' }, { min: 9, max: 1 }, { index: 1 }, { min: 3, max: 2 }];
    const { body } = await batch({ draws }).expect(422);
    expect(body.errors).toEqual([
      {
        pointer: '#/draws/1/min',
        detail: expect.stringContaining('min must be at most max (1), got `9`') as string,
      },
      {
        pointer: '#/draws/3/min',
        detail: expect.stringContaining('min must be at most max (2), got `3`') as string,
      },
    ]);
  });

  it('a batch with many invalid draws, with a summary that counts the rest', async () => {
    const { body } = await batch({ draws: Array.from({ length: 50 }, () => ({ min: 9, max: 1 })) }).expect(
      422,
    );
    expect(body.errors).toHaveLength(20);
    expect(body.detail).toMatch(/\. And 45 more\.$/);
  });

  it.each([
    ['\ud800', 'the lone surrogate U+D800'],
    ['secret\0tail', 'the control character U+0000'],
  ])('the seed %j', async (seed, character) => {
    const { body } = await batch({ draws: [{ seed }] }).expect(422);
    expect(body.errors).toEqual([
      {
        pointer: '#/draws/0/seed',
        detail: expect.stringContaining(`must not contain ${character}`) as string,
      },
    ]);
  });
});
