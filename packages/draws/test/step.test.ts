import { drawNumber, drawStep } from '../src';
import { plainDraw } from './plain';
import { refusalOf } from './refusal';

test('When a value falls in the incomplete last block, the next attempt is taken', () => {
  // Here nearly half of all values are rejected, so that 200 indexes bring long rows of attempts.
  const span = 2n ** 63n + 1n;
  const steps = Array.from({ length: 200 }, (_, index) => drawStep('number', span, 'quartet', index));
  expect(steps.map(({ attempts, result }) => ({ attempts: attempts.length, result }))).toEqual(
    Array.from({ length: 200 }, (_, index) => plainDraw('number', span, 'quartet', index)),
  );
  expect(Math.max(...steps.map(({ attempts }) => attempts.length))).toBeGreaterThan(5);
});

test('When attempts are rejected, each is told with its block and value, and only the last is accepted', () => {
  const span = 2n ** 63n + 1n;
  const { limit, attempts, result } = drawStep('float', span, 'a seed with three attempts', 4);
  expect(limit).toBe(span);
  expect(attempts.map(({ attempt, accepted }) => ({ attempt, accepted }))).toEqual([
    { attempt: 0, accepted: false },
    { attempt: 1, accepted: false },
    { attempt: 2, accepted: true },
  ]);
  for (const { block, value, accepted } of attempts) {
    expect(block).toHaveLength(16);
    expect(value).toBe(BigInt(`0x${block.toString('hex', 0, 8)}`));
    expect(value < limit).toBe(accepted);
  }
  expect(result).toBe(attempts.at(-1)?.value);
});

test('When a value is the limit itself, it is rejected; just below, it is accepted', () => {
  const [first] = drawStep('number', 2n ** 64n, 'quartet', 0).attempts;
  const value = first?.value ?? 0n;
  expect(value).toBeGreaterThan(2n ** 63n); // so that a span of this size is its own limit
  expect(drawStep('number', value, 'quartet', 0)).toMatchObject({
    limit: value,
    attempts: [{ accepted: false }, {}],
  });
  expect(drawStep('number', value + 1n, 'quartet', 0)).toMatchObject({ limit: value + 1n, result: value });
});

test('A step is what the draw function adds to the lower end', () => {
  const { key, span, result } = drawStep('number', 1001n, 'quartet', 5);
  expect(key).toHaveLength(32);
  expect(span).toBe(1001n);
  expect(drawNumber({ min: -500, max: 500 }, 'quartet', 5)).toBe(Number(result) - 500);
});

test.each([1n, 2n ** 64n])('When the span divides 2^64, as %d does, no value is rejected', (span) => {
  expect(drawStep('number', span, 'x', 0)).toMatchObject({
    limit: 2n ** 64n,
    attempts: [{ accepted: true }],
  });
});

test.each([0n, -1n, 2n ** 64n + 1n])('When the span is %d, there is nothing to draw from', (span) => {
  expect(() => drawStep('number', span, 'x', 0)).toThrow(
    new RangeError(`span (${span.toString()}) is not from 1 to 2^64`),
  );
});

test('When seed or index is wrong, it is refused', () => {
  expect(refusalOf(() => drawStep('number', 6n, '', 0)).parameter).toBe('seed');
  expect(refusalOf(() => drawStep('number', 6n, 'x', -1)).parameter).toBe('index');
});
