import { drawFloat } from '@quartet/draws';
import request from 'supertest';
import { floatApp } from '../../test/support/draw-services';

const app = floatApp();

describe('The float service', () => {
  it('draws from 0 to 10 with two decimals by default', async () => {
    const { body } = await request(app).get('/float').expect(200);
    expect(body).toMatchObject({ min: 0, max: 10, decimals: 2 });
  });

  it.each([
    [{ min: '-1.5', max: '-1.2', decimals: '1' }],
    [{ min: '0', max: '0.0000001', decimals: '7' }],
    [{ min: '-9', max: '9.007199254740991', decimals: '15' }],
    [{ min: '3', max: '3', decimals: '0' }],
  ])('returns all digits of %j in plain text and the nearest number in JSON', async (range) => {
    const expected = drawFloat({ ...range, decimals: Number(range.decimals) }, 'digits', 4);
    const query = { ...range, seed: 'digits', index: 4 };
    expect((await request(app).get('/float').query(query).accept('text/plain').expect(200)).text).toBe(
      `${expected}\n`,
    );
    expect((await request(app).get('/float').query(query).expect(200)).body.float).toBe(Number(expected));
  });

  it('accepts bounds in JSON as numbers or text', async () => {
    const draws = [
      { seed: 'a', min: 0, max: 1e-7, decimals: 7 },
      { seed: 'a', min: '0', max: '0.0000001', decimals: 7 },
    ];
    const { body } = await request(app).post('/floats').send({ draws }).expect(200);
    expect(body.draws[0]).toEqual(body.draws[1]);
  });

  it('refuses a JSON number with too many digits instead of rounding it', async () => {
    const draws = [{ min: 1e-21, max: 1, decimals: 15 }];
    const { body } = await request(app).post('/floats').send({ draws }).expect(400);
    expect(body.errors).toEqual([
      {
        pointer: '#/draws/0/min',
        detail: '`draws/0/min` must be a decimal number such as 7.21, got `1e-21`.',
      },
    ]);
  });

  it.each([
    ['min=a', 400, '`min` must be a decimal number such as 7.21, got `a`.'],
    ['min=.5', 400, '`min` must be a decimal number such as 7.21, got `.5`.'],
    ['max=1e3', 400, '`max` must be a decimal number such as 7.21, got `1e3`.'],
    [
      'max=12345678901234567',
      400,
      '`max` must have at most 16 digits before the point and 20 after it, got `12345678901234567`.',
    ],
    ['decimals=16', 422, '`decimals` must be at most 15, got `16`.'],
    ['decimals=1.5', 400, '`decimals` must be a whole number from 0 to 15, got `1.5`.'],
  ])('refuses ?%s', async (query, status, detail) => {
    const { body } = await request(app).get(`/float?${query}`).expect(status);
    expect(body.errors[0].detail).toBe(detail);
  });

  it.each([
    ['max=1.234&decimals=2', 'max'],
    ['max=9007199254740.992&decimals=3', 'max'],
    ['min=11', 'min'],
  ])('refuses ?%s and names the invalid bound', async (query, parameter) => {
    const { body } = await request(app).get(`/float?${query}`).expect(422);
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].parameter).toBe(parameter);
  });
});
