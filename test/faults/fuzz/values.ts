import fc from 'fast-check';

/** Names that JavaScript objects have without being given them. */
export const PROTOTYPE_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '0',
  '',
];

const TEXTS = [
  ...PROTOTYPE_NAMES,
  ' ',
  'null',
  'true',
  '[]',
  '{}',
  '\0',
  'a\0b',
  '\r\nX-Injected: 1',
  '\n',
  '\t',
  '\u001b[31m',
  '\u202Eabc',
  '\uFEFF',
  '\uFFFF',
  '\u{10FFFF}',
  'e\u0301\u0301\u0301',
  '👨‍👩‍👧‍👦',
  'İıſß',
  '../../etc/passwd',
  '..\\..',
  "' OR 1=1 --",
  '"; DROP TABLE objects; --',
  '%',
  '_',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '${7*7}',
  '{{7*7}}',
  '<%= 7*7 %>',
  '=1+1',
  '@SUM(A1)',
  '$(id)',
  '`id`',
  'HIT',
  'attack',
  'dice',
  'attack-',
  'ATTACK',
];

const NUMBERS = [
  ...[
    '0',
    '-0',
    '+1',
    '1.0',
    '1.',
    '.5',
    '00',
    '007',
    '1e3',
    '1E400',
    '-1e-400',
    '0x10',
    '0b1',
    '1_000',
    '1,5',
  ],
  ...['NaN', 'Infinity', '-Infinity', '１', '٣', '−1', '1 ', ' 1'],
  ...['9007199254740991', '9007199254740992', '-9007199254740991', '-9007199254740992'],
  ...[
    '2147483647',
    '2147483648',
    '4294967296',
    '9223372036854775807',
    '9223372036854775808',
    '18446744073709551616',
  ],
  ...['9999999999999999', '99999999999999999', '0.00000000000000000001', '0.000000000000000000001'],
  ...['-9999999999999999.99999999999999999999', '1'.repeat(400), `0.${'3'.repeat(400)}`],
  ...[
    '1',
    '2',
    '4.42',
    '255',
    '256',
    '1000',
    '1001',
    '10000',
    '10001',
    '1000000',
    '1000001',
    '20',
    '21',
    '15',
    '16',
  ],
];

/** Numbers at and beyond every limit, as text. */
export const numberText = fc.oneof(
  fc.constantFrom(...NUMBERS),
  fc.maxSafeInteger().map(String),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.double().map(String),
);

const length = fc.constantFrom(63, 64, 65, 199, 200, 201, 255, 256, 257, 300, 1_000, 4_096, 20_000);

/** Texts from all of Unicode, of up to 20,000 characters. */
export const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('a', 'é', '😀', '1', '\u0301'), length)
      .map(([unit, n]) => unit.repeat(n)),
  },
  { weight: 3, arbitrary: numberText },
);

/** Lone surrogates, which only the escapes of JSON can express. */
const loneSurrogate = fc.constantFrom('\ud800', 'a\udfffb', '\udc00\ud800');

const deep = (open: string, close: string) =>
  fc.constantFrom(10, 1_000, 50_000).map((depth) => open.repeat(depth) + '1' + close.repeat(depth));

/** JSON values as text, because some cannot be written by `JSON.stringify`. */
export const jsonText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(text, loneSurrogate).map((value) => JSON.stringify(value)) },
  { weight: 4, arbitrary: numberText },
  {
    weight: 2,
    arbitrary: fc.constantFrom('null', 'true', 'false', '[]', '{}', '[[]]', '[null]', '{"":0}', ''),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...PROTOTYPE_NAMES), fc.constantFrom('1', '{}', 'null', '{"a":1}'))
      .map(([name, value]) => `{${JSON.stringify(name)}:${value}}`),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.oneof(deep('[', ']'), deep('{"a":', '}')) },
);
