import fc from 'fast-check';
import { PROTOTYPE_NAMES, text } from './values';

const aliases = (depth: number) =>
  [
    'a0: &a0 [x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: depth }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`),
  ].join('\n');

const SNIPPETS = [
  ...[
    '&a [*a]',
    '*nowhere',
    '!!js/function x',
    '!!binary AAAA',
    '!!python/object:os.system x',
    '<<: {a: 1}',
    '? {a: 1}',
  ],
  ...[
    '---',
    '...',
    '%YAML 9.9',
    '\t',
    '|',
    '>',
    '@',
    '`',
    '"',
    "'",
    '- - - -',
    '{',
    '[',
    '#',
    ': :',
    'null',
    '~',
    '.inf',
  ],
  ...['.nan', '-.inf', '0x7fffffffffffffff', '2001-01-01', '1e999', 'int 5', '1:2:3', '[]', '{}'],
  ...['[1, 2', '{a: b', '9007199254740993', '0.1234567890123456789'],
];

const EXPRESSIONS = [
  ...[
    'number == ',
    'number / 0 == 0',
    'float / 0.0 > 1.0',
    'unknown > 1',
    'number + 1',
    '"a" < "b"',
    '[1, 2, 3][number] == 1',
  ],
  ...[
    'number.x == 1',
    'size("a") > number',
    'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
    '__proto__ == 1',
  ],
  ...[
    'constructor.constructor("return process")() == 1',
    '9223372036854775807 + 1 > 0',
    '[1,2,3].all(x, x > number)',
  ],
  ...[
    'true ? true : false',
    'number == 0 || 1 == 1.0',
    `${'('.repeat(500)}true${')'.repeat(500)}`,
    `${'!'.repeat(2_000)}true`,
  ],
  ...[
    Array.from({ length: 2_000 }, () => 'number == 1').join(' || '),
    'this',
    'process.exit()',
    'number in [0, 1]',
  ],
];

/** Rule files that differ from the valid `file` in one place. */
export function yamlMutations(file: string): fc.Arbitrary<string> {
  const lines = file.split('\n');
  const line = fc.nat(lines.length - 1);
  const at = (index: number, ...replacement: string[]) =>
    lines.toSpliced(index, 1, ...replacement).join('\n');
  const withValue = (index: number, value: string) =>
    at(
      index,
      (lines[index] ?? '').replace(/: ?.*$/, () => `: ${value}`),
    );
  const scalar = fc.oneof(
    fc.constantFrom(...SNIPPETS),
    text,
    text.map((value) => JSON.stringify(value)),
    fc.constantFrom(...EXPRESSIONS).map((expression) => JSON.stringify(expression)),
  );
  return fc.oneof(
    { weight: 5, arbitrary: fc.tuple(line, scalar).map(([index, value]) => withValue(index, value)) },
    {
      weight: 4,
      arbitrary: fc
        .constantFrom(...EXPRESSIONS)
        .map((expression) => file.replace(/when: '.*?'/, () => `when: ${JSON.stringify(expression)}`)),
    },
    { weight: 1, arbitrary: line.map((index) => at(index)) },
    { weight: 1, arbitrary: line.map((index) => at(index, lines[index] ?? '', lines[index] ?? '')) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(line, fc.constantFrom(...SNIPPETS))
        .map(([index, snippet]) => at(index, lines[index] ?? '', snippet)),
    },
    { weight: 2, arbitrary: fc.nat(file.length).map((end) => file.slice(0, end)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.nat(file.length), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }))
        .map(([index, inserted]) => file.slice(0, index) + inserted + file.slice(index)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...PROTOTYPE_NAMES, 'attributes', 'tables', 'format'), scalar)
        .map(([name, value]) => `${file}\n${name}: ${value}\n`),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        `${file}\n${aliases(9)}\n`,
        `${file}\ntables: ${'['.repeat(5_000)}\n`,
        `${file}\ntables: ${'{a: '.repeat(1_000)}1${'}'.repeat(1_000)}\n`,
        file.replace('max: 2', 'max: 9007199254740991'),
        file.replace('decimals: 2', 'decimals: 15'),
        `- `.repeat(10_000),
        'x'.repeat(262_144),
        '\n'.repeat(262_145),
      ),
    },
  );
}
