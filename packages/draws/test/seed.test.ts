import { checkSeed, drawNumber, freshSeed } from '../src';
import { refusalOf } from './refusal';

test.each([
  ['one byte', 'x'],
  ['256 bytes', 'x'.repeat(256)],
  ['256 bytes in 64 characters', '🎲'.repeat(64)],
])('When a seed has %s, it is accepted', (_, seed) => {
  expect(() => {
    checkSeed(seed);
  }).not.toThrow();
});

test.each([
  ['is empty', '', 'seed is empty; 1 to 256 bytes are allowed'],
  ['has 257 bytes', 'x'.repeat(257), 'seed has 257 bytes in UTF-8; 1 to 256 are allowed'],
  ['has few characters but many bytes', '🎲'.repeat(65), 'seed has 260 bytes in UTF-8; 1 to 256 are allowed'],
  [
    'holds a high surrogate alone',
    'a\ud83cb',
    'seed holds half a character (a lone surrogate), which UTF-8 cannot express',
  ],
  [
    'ends in a low surrogate alone',
    'a\udfb2',
    'seed holds half a character (a lone surrogate), which UTF-8 cannot express',
  ],
])('When a seed %s, it is refused', (_, seed, message) => {
  const refusal = { parameter: 'seed', message };
  expect(
    refusalOf(() => {
      checkSeed(seed);
    }),
  ).toEqual(refusal);
  expect(refusalOf(() => drawNumber({ min: 1, max: 6 }, seed, 0))).toEqual(refusal);
});

test('When a fresh seed is asked for, 16 random bytes come as base64url', () => {
  const sizes: number[] = [];
  const seed = freshSeed((size) => {
    sizes.push(size);
    return Buffer.alloc(size, 0xfb);
  });
  expect(sizes).toEqual([16]);
  expect(seed).toBe('-_v7-_v7-_v7-_v7-_v7-w');
});

test('When no source of randomness is given, fresh seeds are valid and differ', () => {
  const seeds = Array.from({ length: 100 }, () => freshSeed());
  seeds.forEach(checkSeed);
  expect(new Set(seeds).size).toBe(100);
});
