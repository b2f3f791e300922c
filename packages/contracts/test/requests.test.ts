import {
  DEFAULT_RULE,
  floatBatchBody,
  floatRunQuery,
  MAX_DRAWS,
  MAX_OBJECTS,
  numberBatchBody,
  numberRunQuery,
  objectsQuery,
  productBody,
  productsBody,
  visitQuery,
} from '../src';
import { accepts, parse } from './parse';

const drawn = { number: 2, float: '7.21' };

test('A run has one draw by default', () => {
  expect(numberRunQuery.parse({}).count).toBe(1);
  expect(floatRunQuery.parse({}).count).toBe(1);
});

test('Each draw of a batch has its own defaults', () => {
  expect(numberBatchBody.parse({ draws: [{}, { max: 6 }] }).draws.map(({ max }) => max)).toEqual([2, 6]);
  expect(floatBatchBody.parse({ draws: [{}, { max: 6.5 }] }).draws.map(({ max }) => max)).toEqual([
    '10',
    '6.5',
  ]);
});

test.each([
  ['numbers', numberBatchBody],
  ['floats', floatBatchBody],
])('A batch of %s has 1 to 10,000 draws', (_, body) => {
  const draws = (count: number) => ({ draws: Array.from({ length: count }, () => ({})) });
  expect([0, 1, MAX_DRAWS, MAX_DRAWS + 1].map((count) => accepts(body, draws(count)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('An object has the default rule set if it names none', () => {
  expect(productBody.parse(drawn)).toEqual({ ...drawn, rule: DEFAULT_RULE });
});

test('An object with an index and no seed is refused', () => {
  expect(parse(productBody, { ...drawn, index: 3 })).toBe('index requires a seed: add seed or remove index');
  expect(accepts(productBody, { ...drawn, index: 3, seed: 'a' })).toBe(true);
});

test('A call has 1 to 1,000 objects and is not partial by default', () => {
  const objects = (count: number) => ({ objects: Array.from({ length: count }, () => drawn) });
  expect([0, 1, MAX_OBJECTS, MAX_OBJECTS + 1].map((count) => accepts(productsBody, objects(count)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(productsBody.parse(objects(1)).partial).toBe(false);
});

test('A page of the history has 1 to 200 objects', () => {
  expect([0, 1, 200, 201].map((limit) => accepts(objectsQuery, { limit }))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('A visit with an empty seed, as browsers send it, has no seed', () => {
  expect(visitQuery.parse({ seed: '' })).toEqual({ rule: DEFAULT_RULE, seed: undefined, index: 0 });
  expect(visitQuery.parse({ seed: 'a', index: '7' })).toEqual({ rule: DEFAULT_RULE, seed: 'a', index: 7 });
});
