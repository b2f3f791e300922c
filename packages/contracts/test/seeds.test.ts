import fc from 'fast-check';
import { seedField } from '../src/fields';
import { verdict } from './verdict';

const LENGTH = 'must have 1 to 256 bytes as UTF-8';
const HALF = 'must be well-formed Unicode';

test.each(['a', 'é', '√', '😀'])('The length of a seed of %s is counted in bytes', (character) => {
  const most = Math.floor(256 / Buffer.byteLength(character));
  expect(verdict(seedField, character.repeat(most))).toBe(character.repeat(most));
  expect(verdict(seedField, character.repeat(most + 1))).toBe(LENGTH);
});

test('When a seed holds half a character, then it is refused, or different seeds would draw the same', () => {
  const halves = fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), halves, fc.string({ maxLength: 50 }), (before, half, after) => {
      expect(verdict(seedField, before + half + after)).toBe(HALF);
    }),
  );
});

test.each(['', 7, null, [], ['a']])('The value %j is no seed', (value) => {
  expect(seedField.safeParse(value).success).toBe(false);
});

test.each(['\u0000', ' ', '\n', '"', ',', '0', '\ufeff'])('The character %j alone is a seed', (seed) => {
  expect(verdict(seedField, seed)).toBe(seed);
});
