import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRules, readRules } from '../src/rules/load';

const GOOD = `name: sample
title: Sample
description: A sample.
number: { min: 1, max: 3 }
float: { min: 0, max: 1, decimals: 1 }
outcomes:
  - { label: LOW, when: 'number == 1' }
  - { label: HIGH }
text: '{outcome} {number} {float} {product}'
`;

const sentences = (yaml: string) => {
  const result = readRules('sample.yaml', yaml);
  return 'sentences' in result ? result.sentences : [];
};

describe('A rule file that is right', () => {
  it('is loaded', () => {
    expect(readRules('sample.yaml', GOOD)).toHaveProperty('ruleSet');
  });

  it('keeps its version when its words for people or its layout change, and gets another when anything that decides changes', () => {
    const version = (yaml: string) => {
      const result = readRules('sample.yaml', yaml);
      return 'ruleSet' in result ? result.ruleSet.definition.version : result.sentences;
    };
    const original = version(GOOD);
    expect(original).toMatch(/^[0-9a-f]{16}$/);
    expect(
      version(GOOD.replace('A sample.', 'Another.').replace('{ min: 1, max: 3 }', '{ max: 3, min: 1 }')),
    ).toBe(original);
    expect(version(GOOD.replace('number == 1', 'number == 2'))).not.toBe(original);
    expect(version(GOOD.replace('max: 3', 'max: 4'))).not.toBe(original);
    expect(version(GOOD.replace('{outcome} ', ''))).not.toBe(original);
  });
});

describe('A mistake in a rule file is told with file, line and remedy', () => {
  it.each([
    ['YAML that does not parse', 'title: Sample', 'title: [', /^sample\.yaml:\d+: /],
    [
      'a key given twice',
      'title: Sample',
      'title: Sample\ntitle: Again',
      /^sample\.yaml:3: Map keys must be unique/,
    ],
    ['an unknown key', 'title: Sample', 'titel: Sample', /^sample\.yaml:1: {2}Unrecognized key: "titel"/],
    ['a missing part', "text: '{outcome} {number} {float} {product}'\n", '', /^sample\.yaml:1: text /],
    [
      'a syntax error in a condition',
      'number == 1',
      'number ==',
      /^sample\.yaml:7: outcomes\.0\.when Unexpected token/,
    ],
    ['a type error in a condition', 'number == 1', 'number + float', /no such overload: int \+ double/],
    [
      'an unknown variable',
      'number == 1',
      'numbr == 1',
      /^sample\.yaml:7: outcomes\.0\.when Unknown variable: numbr/,
    ],
    ['a condition that is none', 'number == 1', 'number', /gives int, but must give bool/],
    [
      'a last outcome with a condition',
      'label: HIGH',
      "label: HIGH, when: 'true'",
      /^sample\.yaml:8: .*the last outcome takes what is left/,
    ],
    [
      'an outcome before the last without one',
      ", when: 'number == 1'",
      '',
      /^sample\.yaml:7: .*outcome LOW has no "when"/,
    ],
    ['a label used twice', 'label: HIGH', 'label: LOW', /^sample\.yaml:8: .*the label LOW is used twice/],
    [
      'an unknown placeholder',
      '{outcome} {number}',
      '{outcome} {damage}',
      /^sample\.yaml:9: text the text asks for \{damage\}/,
    ],
    [
      'a number range that is upside down',
      'min: 1, max: 3',
      'min: 4, max: 3',
      /^sample\.yaml:4: number\.min min \(4\) is greater than max \(3\)/,
    ],
    [
      'a float range off its grid',
      'max: 1, decimals: 1',
      'max: 1.25, decimals: 1',
      /^sample\.yaml:5: float\.max /,
    ],
    [
      'an attribute that cannot be evaluated',
      'label: HIGH',
      "label: HIGH, attributes: { bonus: '[1]' }",
      /outcomes\.1\.attributes\.bonus gives list.*, but must give/,
    ],
  ])('%s', (_mistake, right, wrong, sentence) => {
    expect(GOOD).toContain(right);
    expect(sentences(GOOD.replace(right, wrong))).toEqual(
      expect.arrayContaining([expect.stringMatching(sentence)]),
    );
  });

  it('all of them together', () => {
    const wrong = GOOD.replace('number == 1', 'numbr == 1')
      .replace('{number}', '{damage}')
      .replace('max: 3', 'max: 0');
    expect(sentences(wrong)).toHaveLength(3);
  });
});

describe('A folder of rules', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quartet-rules-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives every rule set by its name, and leaves other files alone', async () => {
    await writeFile(join(folder, 'sample.yaml'), GOOD);
    await writeFile(join(folder, 'notes.txt'), 'not a rule');
    expect((await loadRules(folder)).names).toEqual(['sample']);
  });

  it('is refused with the mistakes of all files', async () => {
    await writeFile(join(folder, 'sample.yaml'), GOOD.replace('number == 1', 'numbr == 1'));
    await writeFile(join(folder, 'other.yaml'), GOOD);
    const refused = loadRules(folder);
    await expect(refused).rejects.toThrow('sample.yaml:7: outcomes.0.when Unknown variable: numbr');
    await expect(refused).rejects.toThrow('other.yaml: the name is sample: call the file sample.yaml');
  });

  it('is refused when it has none', async () => {
    await expect(loadRules(folder)).rejects.toThrow('there is no rule file (NAME.yaml) here');
  });
});
