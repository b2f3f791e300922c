import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawFloat, drawNumber, parseStep } from '@quartet/draws';
import fc from 'fast-check';
import type { ExportFormat } from '@quartet/contracts';
import { exportRows } from '../src/export/page';
import { exactProduct } from '../src/objects/product';
import { checkRules } from '../src/rules/check/check';
import { RuleSet } from '../src/rules/book/rule-set';

const ruleSetNamed = (name: string) => {
  const yaml = readFileSync(join(__dirname, '..', 'rules', `${name}.yaml`), 'utf8');
  const { program, odds } = checkRules(`${name}.yaml`, yaml);
  return new RuleSet(program!, yaml, odds!);
};
const attack = ruleSetNamed('attack');
const order = ruleSetNamed('order');

const exported = (ruleSet: RuleSet, seed: string, index: number, count: number, format: ExportFormat) =>
  [...exportRows(ruleSet, { seed, index, count }, format)].join('');

describe('An export', () => {
  it('has the draws that the services draw, and what the rules make of them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(attack, order),
        fc.string({ minLength: 1, maxLength: 20 }),
        fc.nat(1e9),
        (ruleSet, seed, index) => {
          const [row] = exported(ruleSet, seed, index, 1, 'ndjson').split('\n');
          const number = drawNumber(ruleSet.number, seed, index);
          const float = drawFloat(ruleSet.float, seed, index);
          const { decimals } = ruleSet.float;
          const product = exactProduct(number, parseStep(float, decimals)!, decimals);
          expect(JSON.parse(row!)).toEqual({
            ...{ index, number, float: Number(float), product: Number(product) },
            ...ruleSet.decide(number, float, product),
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('goes on, from a later index, where an earlier one was cut short', () => {
    const lines = exported(attack, 'a', 5, 4_500, 'csv').trimEnd().split('\n').slice(1);
    expect(lines).toHaveLength(4_500);
    expect(
      exported(attack, 'a', 5 + 1_999, 2_501, 'csv')
        .trimEnd()
        .split('\n')
        .slice(1),
    ).toEqual(lines.slice(1_999));
  });

  it('is a table with the attributes of the rule set as CSV, texts quoted where they have to be', () => {
    const [head, first] = exported(order, 'quartet', 0, 1, 'csv').split('\n');
    expect(head).toMatch(/^index,number,float,product,outcome,[\w,]+,text$/);
    expect(first!.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.length - 1).toBe(head!.split(',').length);
    const [, row] = exported(attack, 'quartet', 0, 1, 'csv').split('\n');
    expect(row).toBe('0,1,4.42,4.42,HIT,Your attack HIT and did 4.42');
  });

  it('is one document as JSON, that says of which draws it is', () => {
    const document = JSON.parse(exported(attack, 'quartet', 3, 2_500, 'json')) as {
      rows: { index: number }[];
    };
    expect(document).toMatchObject({
      rule: 'attack',
      seed: 'quartet',
      index: 3,
      count: 2_500,
      algorithm: 'quartet/1',
    });
    expect(document.rows.map(({ index }) => index)).toEqual(
      Array.from({ length: 2_500 }, (_, row) => row + 3),
    );
  });

  it('is a row a line as NDJSON', () => {
    const rows = exported(attack, 'quartet', 0, 3, 'ndjson').trimEnd().split('\n');
    expect(rows.map((row) => (JSON.parse(row) as { index: number }).index)).toEqual([0, 1, 2]);
  });

  it('goes to the last index, and not beyond', () => {
    const last = Number.MAX_SAFE_INTEGER;
    expect(exported(attack, 'a', last, 1, 'csv')).toContain(`\n${last},`);
    expect(() => exported(attack, 'a', last, 2, 'csv')).toThrow(/count must be at most 1 from index/);
    expect(() => exported(attack, '', 0, 1, 'csv')).toThrow(/seed must have 1 to 256 bytes/);
  });
});
