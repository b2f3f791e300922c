import { versionOf } from '../src/rules/book/version';
import { checkRules } from '../src/rules/check/check';

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
});
