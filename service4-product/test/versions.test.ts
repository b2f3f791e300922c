import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { versionOf } from '../src/rules/book/version';
import { checkRules } from '../src/rules/check/check';
import { RuleSet } from '../src/rules/book/rule-set';
import type { TableValue } from '../src/rules/file/tables';

const YAML = `name: sample
title: Sample
description: A sample.
number: { min: 1, max: 3 }
float: { min: 0, max: 1, decimals: 1 }
tables: { prices: [1, 2, 3] }
outcomes:
  - { label: LOW, when: 'number == 1' }
  - { label: HIGH }
attributes: { price: 'prices[number - 1]' }
text: '{outcome} {price} {product}'
`;

const version = (yaml: string) => {
  const { program, problems } = checkRules('sample.yaml', yaml);
  return program ? versionOf(program.file) : problems;
};

describe('The version of a rule set', () => {
  const original = version(YAML);

  it('has sixteen hexadecimal digits', () => {
    expect(original).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ['descriptions', 'A sample.', 'Another.'],
    ['the order of keys', '{ min: 1, max: 3 }', '{ max: 3, min: 1 }'],
    ['layout and comments', 'outcomes:', '# The outcomes\noutcomes:'],
  ])('stays the same when %s change', (_what, from, to) => {
    expect(version(YAML.replace(from, to))).toBe(original);
  });

  it.each([
    ['a range', 'max: 3', 'max: 2'],
    ['a condition', 'number == 1', 'number == 2'],
    ['a label', 'label: HIGH', 'label: TOP'],
    ['a table', '[1, 2, 3]', '[1, 2, 4]'],
    ['a table of decimals instead of whole numbers', '[1, 2, 3]', '[1.0, 2.0, 3.0]'],
    ['an attribute', 'prices[number - 1]', 'prices[3 - number]'],
    ['the text', "'{outcome} {price} {product}'", "'{outcome} {product}'"],
  ])('changes with %s', (_what, from, to) => {
    expect(YAML).toContain(from);
    const other = version(YAML.replace(from, to));
    if (typeof other === 'string') expect(other).not.toBe(original);
    else expect(other.map(({ message }) => message)).toEqual([]);
  });

  it('is the same for two tables only if they are equal', () => {
    const keys = fc.constantFrom('5', 'int 5', 5n);
    const { value } = fc.letrec<{ value: TableValue }>((tie) => ({
      value: fc.oneof(
        fc.constantFrom<TableValue>('5', 'int 5', 'text int 5', 5, 5n, true),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.array(fc.tuple(keys, tie('value')), { maxLength: 2 }).map((entries) => new Map(entries)),
      ),
    }));
    const { program } = checkRules('sample.yaml', YAML);
    const withTable = (table: TableValue) => versionOf({ ...program!.file, tables: { table } });
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(withTable(one) === withTable(other)).toBe(isDeepStrictEqual(one, other));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('Two files with the same version', () => {
  const withTable = (table: string) => {
    const yaml = YAML.replace('[1, 2, 3]', table).replace('prices[number - 1]', 'prices.map(key, key)[0]');
    const { program, odds, problems } = checkRules('sample.yaml', yaml);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    return new RuleSet(program!, yaml, odds!);
  };

  it.each([
    ['{ a: 1, b: 2 }', '{ b: 2, a: 1 }', 'a'],
    ['{ 9: 1, 10: 2 }', '{ 10: 2, 9: 1 }', 9],
  ])('make the same object, such as those with the tables %s and %s', (one, other, first) => {
    const [ruleSet, reordered] = [withTable(one), withTable(other)];
    expect(reordered.version).toBe(ruleSet.version);
    expect(ruleSet.decide(1, '0.5', '0.5').attributes).toEqual({ price: first });
    expect(reordered.decide(1, '0.5', '0.5').attributes).toEqual({ price: first });
  });
});
