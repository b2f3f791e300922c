import { join } from 'node:path';
import { DEFAULT_RANGES, DEFAULT_RULE } from '@quartet/contracts';
import { readRules, loadRules } from '../src/rules/load';
import type { RuleSet } from '../src/rules/rule-set';
import type { Rulebook } from '../src/rules/rulebook';

let rulebook: Rulebook;
beforeAll(async () => {
  rulebook = await loadRules(join(__dirname, '..', 'rules'));
});

describe('The delivered rule sets', () => {
  it('are attack, the default, and product', () => {
    expect(rulebook.names).toEqual(['attack', 'product']);
  });

  it('have the default ranges that the number and float services answer a bare call with', () => {
    const { number, float } = rulebook.find(DEFAULT_RULE)!.definition;
    expect({ number, float }).toEqual(DEFAULT_RANGES);
  });

  it('attack has the odds 1/3, 500/3003 and 1502/3003, over every number and float', () => {
    const attack = rulebook.find('attack')!;
    const seen: Record<string, number> = {};
    for (let number = 0; number <= 2; number++) {
      for (let step = 0; step <= 1000; step++) {
        const { outcome } = attack.decide(number, (step / 100).toFixed(2), '0');
        seen[outcome] = (seen[outcome] ?? 0) + 1;
      }
    }
    expect(seen).toEqual({ MISSED: 1001, CRIT: 500, HIT: 1502 });
  });

  it('product has one outcome, whose text is the bare product', () => {
    expect(rulebook.find('product')!.decide(7, '0.10', '0.7')).toEqual({
      outcome: 'PRODUCT',
      attributes: {},
      text: '0.7',
    });
  });
});

describe('Attributes', () => {
  const rules = (attributes: string, text: string): RuleSet => {
    const yaml = `name: a
title: A
description: A.
number: { min: 1, max: 3 }
float: { min: 0, max: 1, decimals: 1 }
${attributes}
text: '${text}'
`;
    const result = readRules('a.yaml', yaml);
    if ('sentences' in result) throw new Error(result.sentences.join('\n'));
    return result.ruleSet;
  };

  it('give text, numbers and booleans, of the rule and of the outcome, whose own come last', () => {
    const ruleSet = rules(
      `attributes: { kind: '"plain"', double: 'number * 2', big: 'product > 1.0', half: 'float / 2.0' }
outcomes:
  - { label: ONE, when: 'number == 1', attributes: { kind: '"special"' } }
  - { label: REST }`,
      '{outcome} is {kind} {double}',
    );
    expect(ruleSet.decide(1, '0.5', '0.5')).toEqual({
      outcome: 'ONE',
      attributes: { kind: 'special', double: 2, big: false, half: 0.25 },
      text: 'ONE is special 2',
    });
    expect(ruleSet.decide(3, '0.5', '1.5')).toMatchObject({
      attributes: { kind: 'plain', double: 6, big: true },
    });
  });

  it('that only some outcomes have cannot stand in the text of all', () => {
    expect(() =>
      rules(
        `outcomes: [{ label: ONE, when: 'number == 1', attributes: { kind: '"x"' } }, { label: REST }]`,
        '{kind}',
      ),
    ).toThrow('the text asks for {kind}');
  });
});
