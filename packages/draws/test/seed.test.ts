import { checkSeed, drawNumber, freshSeed } from '../src';
import { drawErrorOf } from './draw-error';

test.each([
  ['one byte', 'x'],
  ['256 bytes', 'x'.repeat(256)],
  ['256 bytes in 64 characters', '🎲'.repeat(64)],
])('A seed of %s is accepted', (_, seed) => {
  expect(() => {
    checkSeed(seed);
  }).not.toThrow();
});

test.each([
  ['is empty', '', 'seed must have 1 to 256 bytes in UTF-8, got 0'],
  ['has 257 bytes', 'x'.repeat(257), 'seed must have 1 to 256 bytes in UTF-8, got 257'],
  ['has few characters but many bytes', '🎲'.repeat(65), 'seed must have 1 to 256 bytes in UTF-8, got 260'],
  ['contains a lone high surrogate', 'a\ud83cb', 'seed must be well-formed Unicode, without lone surrogates'],
  ['ends with a lone low surrogate', 'a\udfb2', 'seed must be well-formed Unicode, without lone surrogates'],
])('A seed that %s is refused', (_, seed, message) => {
  const expected = { parameter: 'seed', message };
  expect(
    drawErrorOf(() => {
      checkSeed(seed);
    }),
  ).toEqual(expected);
  expect(drawErrorOf(() => drawNumber({ min: 1, max: 6 }, seed, 0))).toEqual(expected);
});

test('A fresh seed is 16 random bytes in base64url', () => {
  const sizes: number[] = [];
  const seed = freshSeed((size) => {
    sizes.push(size);
    return Buffer.alloc(size, 0xfb);
  });
  expect(sizes).toEqual([16]);
  expect(seed).toBe('-_v7-_v7-_v7-_v7-_v7-w');
});

test('Fresh seeds from the operating system are valid and different', () => {
  const seeds = Array.from({ length: 1_000 }, () => freshSeed());
  seeds.forEach(checkSeed);
  expect(new Set(seeds).size).toBe(1_000);
});
