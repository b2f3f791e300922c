import { assert, asyncProperty, integer, string } from 'fast-check';
import { drawNumber } from '@quartet/draws';
import request from 'supertest';
import { numberApp } from '../../test/support/draw-services';

const app = numberApp();
const safe = integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });

describe('The number service', () => {
  it('draws from 0 to 2 by default', async () => {
    const { body } = await request(app).get('/numbers?count=200&seed=bare').expect(200);
    expect(body).toMatchObject({ min: 0, max: 2 });
    expect([...new Set(body.numbers)].sort()).toEqual([0, 1, 2]);
  });

  it('draws from all safe integers', async () => {
    const widest = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
    const { body } = await request(app)
      .get('/number')
      .query({ ...widest, seed: 'wide' })
      .expect(200);
    expect(body).toMatchObject({ ...widest, number: drawNumber(widest, 'wide', 0) });
    await request(app).get('/number?min=-9007199254740992').expect(422);
  });

  it('draws the same numbers as the algorithm', async () => {
    await assert(
      asyncProperty(safe, safe, string({ minLength: 1, maxLength: 60 }), async (a, b, seed) => {
        const range = { min: Math.min(a, b), max: Math.max(a, b) };
        const { body } = await request(app)
          .post('/numbers')
          .send({ draws: [{ ...range, seed }] });
        expect(body.draws[0].number).toBe(drawNumber(range, seed, 0));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['min=1.5', 400, '`min` must be a whole number from -9007199254740991 to 9007199254740991, got `1.5`.'],
    ['max=two', 400, '`max` must be a whole number from -9007199254740991 to 9007199254740991, got `two`.'],
    ['min=9007199254740992', 422, '`min` must be at most 9007199254740991, got `9007199254740992`.'],
    [
      'min=123456789012345678901234567890',
      422,
      '`min` must be at most 9007199254740991, got `1.2345678901234568e+29`.',
    ],
    ['decimals=2', 400, '`decimals` is not a known parameter. Use min, max, seed or index.'],
  ])('refuses ?%s', async (query, status, detail) => {
    const { body } = await request(app).get(`/number?${query}`).expect(status);
    expect(body.errors).toEqual([expect.objectContaining({ detail })]);
  });
});
