import { assert, integer, pre, property } from 'fast-check';
import { formatStep } from '@quartet/draws';
import { exactProduct } from '../src/decimals';
import { checkRules } from '../src/rules/check/check';
import { RuleSet } from '../src/rules/book/rule-set';

const load = (
  more: string,
  ranges = 'number: { min: 1, max: 3 }\nfloat: { min: 0, max: 1, decimals: 1 }',
): RuleSet => {
  const yaml = `name: sample\ntitle: Sample\ndescription: A sample.\n${ranges}\n${more}\n`;
  const { problems, program, odds } = checkRules('sample.yaml', yaml);
  if (!program || !odds) throw new Error(problems.map(({ message }) => message).join('\n'));
  return new RuleSet(program, yaml, odds);
};

/** Like `load`, but undefined for an invalid rule set. */
const tryLoad = (more: string, ranges: string): RuleSet | undefined => {
  try {
    return load(more, ranges);
  } catch {
    return undefined;
  }
};

describe('Expressions', () => {
  it('define attributes of the rule set, which an outcome may override', () => {
    const ruleSet =
      load(`attributes: { kind: '"plain"', double: 'number * 2', big: 'product > 1.0', half: 'float / 2.0' }
outcomes:
  - { label: ONE, when: 'number == 1', attributes: { kind: '"special"' } }
  - { label: REST }
text: '{outcome} is {kind} {double}'`);
    expect(ruleSet.decide(1, '0.5', '0.5')).toEqual({
      outcome: 'ONE',
      attributes: { kind: 'special', double: 2, big: false, half: 0.25 },
      text: 'ONE is special 2',
    });
    expect(ruleSet.decide(3, '0.5', '1.5')).toMatchObject({
      attributes: { kind: 'plain', double: 6, big: true },
    });
  });

  it('use tables of whole numbers, decimals, text, lists and maps', () => {
    const ruleSet = load(`tables:
  prices: [1, 2.5, 3]
  names: { 1: one, 2: two, 3: three }
  rows: [[a, b], [c, d], [e, f]]
variables:
  price: 'prices[number - 1]'
  row: 'rows[number - 1]'
attributes: { total: 'price * float', name: 'names[number]', cell: 'row[int(float)]' }
outcomes: [{ label: ALL }]
text: '{name} {cell} {total}'
format: { total: { decimals: 2, prefix: '€', suffix: ' net' } }`);
    expect(ruleSet.decide(2, '1.0', '2')).toEqual({
      outcome: 'ALL',
      attributes: { total: 2.5, name: 'two', cell: 'd' },
      text: 'two d €2.50 net',
    });
  });

  it('appear in the text of an outcome, or else in the general text', () => {
    const ruleSet = load(`outcomes:
  - { label: ONE, when: 'number == 1', text: 'Just {number}' }
  - { label: REST }
text: '{outcome} {product}'`);
    expect(ruleSet.decide(1, '0.5', '0.5').text).toBe('Just 1');
    expect(ruleSet.decide(2, '0.5', '1').text).toBe('REST 1');
  });
});

describe('Formats', () => {
  const formatted = (decimals: number, product: string) =>
    load(
      `outcomes: [{ label: ALL }]\ntext: '{product}'\nformat: { product: { decimals: ${decimals} } }`,
    ).decide(1, '0.5', product).text;

  it.each([
    [2, '14.425', '14.43'],
    [2, '-14.425', '-14.43'],
    [1, '0.25', '0.3'],
    [0, '2.5', '3'],
    [3, '7', '7.000'],
    [2, '81129638414606663.681390495662081', '81129638414606663.68'],
  ])('with %d decimals round the exact decimal %s half away from zero to %s', (decimals, product, text) => {
    expect(formatted(decimals, product)).toBe(text);
  });
});

describe('Exact odds', () => {
  const RANGES = 'number: { min: -3, max: 4 }\nfloat: { min: -1, max: 1.5, decimals: 2 }';

  it('and distributions match the outcomes of all single draws', () => {
    assert(
      property(integer({ min: -3, max: 3 }), integer({ min: -90, max: 140 }), (threshold, step) => {
        const limit = (step / 100).toFixed(2);
        const ruleSet = tryLoad(
          `outcomes:
  - { label: A, when: 'number > ${threshold} && product < ${limit}' }
  - { label: B, when: 'float >= ${limit} || number == -3' }
  - { label: C, when: 'product == product && number < 5 && float > -0.5' }
  - { label: D }
text: '{outcome}'`,
          RANGES,
        );
        // The checker refuses outcomes that cannot happen.
        pre(ruleSet !== undefined);
        const cells: { outcome: string; product: string }[] = [];
        for (let number = -3; number <= 4; number++) {
          for (let units = -100; units <= 150; units++) {
            const product = exactProduct(number, units, 2);
            cells.push({ product, outcome: ruleSet.decide(number, formatStep(units, 2), product).outcome });
          }
        }
        expect(ruleSet.odds.cells).toBe(cells.length);
        for (const { label, cells: count, product } of ruleSet.odds.outcomes) {
          const own = cells.filter(({ outcome }) => outcome === label).map((cell) => Number(cell.product));
          expect(own).toHaveLength(count);
          expect(Number(product.min)).toBe(Math.min(...own));
          expect(Number(product.max)).toBe(Math.max(...own));
          expect(product.mean.value).toBeCloseTo(own.reduce((sum, value) => sum + value, 0) / own.length, 9);
          expect(product.histogram.reduce((sum, bin) => sum + bin, 0)).toBe(count);
        }
      }),
      { numRuns: 15, examples: [[0, 0]] },
    );
  });

  it('stay exact when products exceed the precision of a double', () => {
    const ruleSet = load(
      "outcomes: [{ label: ALL }]\ntext: '{product}'",
      'number: { min: 9007199254740990, max: 9007199254740991 }\nfloat: { min: 1, max: 1.1, decimals: 1 }',
    );
    const [all] = ruleSet.odds.outcomes;
    const sum = (9007199254740990n + 9007199254740991n) * (10n + 11n);
    const [numerator = '', denominator = '1'] = all!.product.mean.fraction.split('/');
    expect(BigInt(numerator) * 40n).toBe(sum * BigInt(denominator));
  });
});
