import { drawNumber, traceDraw } from '../src';
import { drawErrorOf } from './draw-error';
import { referenceDraw } from './reference';

test('A rejected value is followed by the next attempt', () => {
  // This span rejects almost half of all values, so that some of 200 indexes need many attempts.
  const span = 2n ** 63n + 1n;
  const traces = Array.from({ length: 200 }, (_, index) => traceDraw('number', span, 'quartet', index));
  expect(traces.map(({ attempts, result }) => ({ attempts: attempts.length, result }))).toEqual(
    Array.from({ length: 200 }, (_, index) => referenceDraw('number', span, 'quartet', index)),
  );
  expect(Math.max(...traces.map(({ attempts }) => attempts.length))).toBeGreaterThan(5);
});

test('A trace has the block and value of each attempt, of which only the last is accepted', () => {
  const span = 2n ** 63n + 1n;
  const { limit, attempts, result } = traceDraw('float', span, 'a seed with three attempts', 4);
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

test('A value equal to the limit is rejected, and one below it is accepted', () => {
  const [first] = traceDraw('number', 2n ** 64n, 'quartet', 0).attempts;
  const value = first?.value ?? 0n;
  expect(value).toBeGreaterThan(2n ** 63n); // so that a span of this size equals its limit
  expect(traceDraw('number', value, 'quartet', 0)).toMatchObject({
    limit: value,
    attempts: [{ accepted: false }, {}],
  });
  expect(traceDraw('number', value + 1n, 'quartet', 0)).toMatchObject({ limit: value + 1n, result: value });
});

test('The result is the offset that drawNumber adds to min', () => {
  const { key, span, result } = traceDraw('number', 1001n, 'quartet', 5);
  expect(key).toHaveLength(32);
  expect(span).toBe(1001n);
  expect(drawNumber({ min: -500, max: 500 }, 'quartet', 5)).toBe(Number(result) - 500);
});

test.each([1n, 2n ** 64n])('The span %d, a divisor of 2^64, rejects no value', (span) => {
  expect(traceDraw('number', span, 'x', 0)).toMatchObject({
    limit: 2n ** 64n,
    attempts: [{ accepted: true }],
  });
});

test.each([0n, -1n, 2n ** 64n + 1n])('The span %d is refused', (span) => {
  expect(() => traceDraw('number', span, 'x', 0)).toThrow(
    new RangeError(`span must be from 1 to 2^64, got \`${span.toString()}\``),
  );
});

test('An invalid seed or index is refused', () => {
  expect(drawErrorOf(() => traceDraw('number', 6n, '', 0)).parameter).toBe('seed');
  expect(drawErrorOf(() => traceDraw('number', 6n, 'x', -1)).parameter).toBe('index');
});
