import fc from 'fast-check';
import { build, encode, type Parts } from './endpoint';
import type { HostileRequest } from './request';
import { PROTOTYPE_NAMES, text } from './values';

const BROKEN = [
  ...[
    '%',
    '%%',
    '%z',
    '%zz',
    '%ff',
    '%c3',
    '%c0%80',
    '%ED%A0%80',
    '%F4%90%80%80',
    '%00',
    '%0d%0aX-Injected:1',
  ],
  ...[
    '&',
    '&&&',
    '=',
    '==',
    '&=',
    '=&',
    '?',
    '??',
    ';',
    '+',
    '#',
    '#a',
    '[',
    ']',
    '[]=1',
    '[a]=1',
    '{',
    '|',
    '"',
    '<',
  ],
  ...['\u00e9', '\u4e2d', '.', '..', '/', '//', '\\'],
];

/** Mutates one query parameter, whether the endpoint has it or not. `names` are those that it has. */
export function queryMutations(valid: Parts, names: string[]): fc.Arbitrary<HostileRequest> {
  const name = fc.constantFrom(...(names.length > 0 ? names : ['seed']));
  const withQuery = (mutation: string, query: string[]) => build(mutation, { ...valid, query });
  const without = (removed: string) => valid.query.filter((pair) => !pair.startsWith(`${removed}=`));
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(name, text)
        // The history would contain this seed, and it looks like a wrong number.
        .filter(([key, value]) => key !== 'seed' || value !== 'NaN')
        .map(([key, value]) => withQuery(`query ${key}`, [...without(key), `${key}=${encode(value)}`])),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(name, fc.constantFrom(...BROKEN), fc.boolean())
        .map(([key, broken, isValue]) =>
          withQuery(
            'broken encoding',
            isValue ? [...without(key), `${key}=${broken}`] : [...valid.query, broken],
          ),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(name, text, fc.constantFrom('', '[]', '[0]', '[a]', '.a', '%00', '%20'))
        .map(([key, value, suffix]) =>
          withQuery('duplicate parameter', [...valid.query, `${key}${suffix}=${encode(value)}`]),
        ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.oneof(fc.constantFrom(...PROTOTYPE_NAMES), text), text)
        .map(([key, value]) =>
          withQuery('unknown parameter', [...valid.query, `${encode(key)}=${encode(value)}`]),
        ),
    },
    { weight: 1, arbitrary: name.map((key) => withQuery('missing parameter', without(key))) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.subarray(valid.query.length > 0 ? valid.query : ['a=1']),
          fc.constantFrom(99, 100, 101, 1_001, 5_000),
        )
        .map(([pairs, count]) =>
          withQuery('many parameters', [...pairs, ...Array.from({ length: count }, (_, i) => `${i}=`)]),
        ),
    },
  );
}
