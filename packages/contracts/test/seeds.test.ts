import fc from 'fast-check';
import { seedField } from '../src/fields';
import { parse } from './parse';

test.each(['a', 'é', '√', '😀'])('The length of a seed of %s is its number of bytes', (character) => {
  const most = Math.floor(256 / Buffer.byteLength(character));
  expect(parse(seedField, character.repeat(most))).toBe(character.repeat(most));
  const bytes = Buffer.byteLength(character) * (most + 1);
  expect(parse(seedField, character.repeat(most + 1))).toBe(
    `must have 1 to 256 bytes in UTF-8, got ${bytes}`,
  );
});

test('A seed with a lone surrogate is refused, because different seeds would draw the same', () => {
  const surrogates = fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(
      fc.string({ maxLength: 50 }),
      surrogates,
      fc.string({ maxLength: 50 }),
      (before, surrogate, after) => {
        expect(parse(seedField, before + surrogate + after)).toBe(
          `must not contain the lone surrogate U+${surrogate.charCodeAt(0).toString(16).toUpperCase()}`,
        );
      },
    ),
  );
});

test.each(['', 7, null, [], ['a']])('The value %j is not a seed', (value) => {
  expect(seedField.safeParse(value).success).toBe(false);
});

test.each([
  ['\0', 'U+0000'],
  ['\n', 'U+000A'],
  ['\u001b', 'U+001B'],
  ['\u007f', 'U+007F'],
  ['\u009f', 'U+009F'],
])('A seed with the control character %j is refused', (character, code) => {
  expect(parse(seedField, `a${character}b`)).toBe(`must not contain the control character ${code}`);
});

test.each([' ', '\u00a0', '"', ',', '0', '\ufeff'])('The character %j is a seed', (seed) => {
  expect(parse(seedField, seed)).toBe(seed);
});
