import { checkRules } from '../src/rules/check/check';
import { isError, tell } from '../src/rules/file/problem';

const GOOD = `name: sample
title: Sample
description: A sample.
number: { min: 1, max: 3 }
float: { min: 0, max: 1, decimals: 1 }
tables:
  words: [one, two, three]
outcomes:
  - { label: LOW, when: 'number == 1' }
  - { label: HIGH }
text: '{outcome} {number} {float} {product}'
attributes: { word: 'words[number - 1]' }
`;

const sentences = (yaml: string, errors = true) =>
  checkRules('sample.yaml', yaml)
    .problems.filter((problem) => isError(problem) === errors)
    .map(tell);

/** The good file with one text in it replaced by another. */
const withMistake = (right: string, wrong: string) => {
  expect(GOOD).toContain(right);
  return GOOD.replace(right, wrong);
};

it('A rule file that is right has no problems', () => {
  expect(sentences(GOOD)).toEqual([]);
  expect(sentences(GOOD, false)).toEqual([]);
});

describe('A mistake in a rule file is told with file, line, column and remedy', () => {
  it.each([
    [
      'YAML that does not parse',
      'title: Sample',
      'title: [',
      /^sample\.yaml:\d+:\d+: error: the YAML is not valid: /,
    ],
    [
      'a key given twice',
      'title: Sample',
      'title: Sample\ntitle: Again',
      /^sample\.yaml:3:1: error: the YAML is not valid: Map keys must be unique/,
    ],
    [
      'an unknown key',
      'title: Sample',
      'title: Sample\ntitel: Sample',
      /^sample\.yaml:3:1: error: titel: is not a known key\. Use name, title, /,
    ],
    [
      'an unknown key within',
      'label: LOW,',
      'label: LOW, wenn: "true",',
      /^sample\.yaml:9:\d+: error: outcomes\[0\]\.wenn: is not a known key\. Use label, when, /,
    ],
    [
      'an unknown key in a format',
      "text: '",
      "format: { product: { sufix: ' gold' } }\ntext: '",
      /^sample\.yaml:11:22: error: format\.product\.sufix: is not a known key\. Use decimals, prefix or suffix$/,
    ],
    [
      'a name that cannot be one',
      'tables:\n  words:',
      'tables:\n  My-Words: [1]\n  words:',
      /^sample\.yaml:7:3: error: tables\.My-Words: must begin with a small letter, and have only letters and digits$/,
    ],
    [
      'a missing part',
      "text: '{outcome} {number} {float} {product}'\n",
      '',
      /^sample\.yaml:1:1: error: text: is required/,
    ],
    [
      'a part of another type',
      "when: 'number == 1'",
      'when: [1]',
      /^sample\.yaml:9:\d+: error: outcomes\[0\]\.when: must be an expression, in quotes/,
    ],
    [
      'a syntax error in a condition',
      'number == 1',
      'number ==',
      /^sample\.yaml:9:\d+: error: outcomes\[0\]\.when: unexpected token/,
    ],
    [
      'a type error in a condition',
      'number == 1',
      'number + float',
      /^sample\.yaml:9:26: error: .*no such overload: int \+ double/,
    ],
    [
      'an unknown name',
      'number == 1',
      'numbr == 1',
      /^sample\.yaml:9:26: error: outcomes\[0\]\.when: unknown variable: numbr; known are number, float, product, words/,
    ],
    ['a condition that is none', 'number == 1', 'number', /gives int, but must give bool/],
    [
      'a list as an attribute',
      'words[number - 1]',
      'words',
      /attributes\.word: gives list<string>, but must give string or int/,
    ],
    [
      'a last outcome with a condition',
      'label: HIGH',
      "label: HIGH, when: 'number == 2'",
      /^sample\.yaml:10:\d+: error: outcomes\[1\]\.when: no outcome takes 11 of 33 draws, such as number 3 and float 0\.0; /,
    ],
    [
      'a last outcome whose condition always holds',
      'label: HIGH',
      "label: HIGH, when: 'number > 1'",
      /outcomes\[1\]\.when: the last outcome takes what is left: remove its "when"/,
    ],
    [
      'an outcome before the last without a condition',
      ", when: 'number == 1'",
      '',
      /^sample\.yaml:9:5: error: outcomes\[0\]: LOW has no "when", so no later outcome can happen/,
    ],
    [
      'a label used twice',
      'label: HIGH',
      'label: LOW',
      /^sample\.yaml:10:14: error: outcomes\[1\]\.label: the label LOW is used twice: rename one/,
    ],
    [
      'an unknown placeholder',
      '{outcome} {number}',
      '{outcome} {damage}',
      /^sample\.yaml:11:7: error: text: the text asks for \{damage\}; known are /,
    ],
    [
      'a number range that is upside down',
      'min: 1, max: 3',
      'min: 4, max: 3',
      /^sample\.yaml:4:16: error: number\.min: min \(4\) is greater than max \(3\)/,
    ],
    [
      'a float range off its grid',
      'max: 1, decimals: 1',
      'max: 1.25, decimals: 1',
      /^sample\.yaml:5:23: error: float\.max: /,
    ],
    [
      'a float too small to be kept exactly',
      'min: 0, max: 1, decimals: 1',
      'min: 1e-21, max: 1, decimals: 1',
      /^sample\.yaml:5:15: error: float\.min: min \(1e-21\) is not a decimal such as 10 or -0\.50$/,
    ],
    [
      'a name that stands for something else in addresses',
      'name: sample',
      'name: check',
      /^sample\.yaml:1:7: error: name: check is taken: \/rules\/check is where rule files are checked; choose another name$/,
    ],
    [
      'a grid that is too large',
      'max: 1, decimals: 1',
      'max: 1, decimals: 9',
      /^sample\.yaml:4:9: error: number: there are 3,000,000,003 combinations .* more than the 20,000,000 /,
    ],
    [
      'an outcome that no draw can bring about',
      'number == 1',
      'number == 0',
      /outcomes\[0\]\.when: LOW cannot happen: no number and float of the ranges fulfil its condition: mend it, or widen the ranges/,
    ],
    [
      'a table index beyond its end',
      'number - 1]',
      'number]',
      /^sample\.yaml:12:\d+: error: attributes\.word: fails for number 3 and float 0\.0: .*index 3 >= size 3 \(11 of 33 draws\)/,
    ],
    [
      'a division by nothing',
      'number == 1',
      '6 / (number - 1) == 3',
      /outcomes\[0\]\.when: fails for number 1 and float 0\.0: /,
    ],
    [
      'an empty table',
      '[one, two, three]',
      '[]',
      /tables\.words: has no entries: give it some, or remove it/,
    ],
    ['an empty table entry', '[one, two, three]', '[one, null, three]', /tables\.words\[1\]: is empty/],
    [
      'keys of different kinds',
      '[one, two, three]',
      '{ one: 1, 2: 2 }',
      /tables\.words: has keys of different kinds/,
    ],
    [
      'a name that is taken',
      'words: [one',
      'number: [one',
      /tables\.number: the name number is taken already: choose another/,
    ],
    [
      'decimals of a word',
      "text: '",
      "format: { word: { decimals: 2 } }\ntext: '",
      /format\.word\.decimals: word is not a number, so it has no decimals/,
    ],
    [
      'a format of nothing',
      "text: '",
      "format: { damage: { decimals: 2 } }\ntext: '",
      /format\.damage: there is no damage to format/,
    ],
  ])('%s', (_mistake, right, wrong, sentence) => {
    expect(sentences(withMistake(right, wrong))).toEqual(
      expect.arrayContaining([expect.stringMatching(sentence)]),
    );
  });

  it('an outcome wholly hidden by earlier ones, and by which', () => {
    const yaml = GOOD.replace(
      "  - { label: LOW, when: 'number == 1' }",
      `  - { label: LOW, when: 'number == 1' }
  - { label: TWO, when: 'number == 2' }
  - { label: THREE, when: 'number == 3' }
  - { label: SMALL, when: 'number <= 2 && float > 0.5' }`,
    );
    expect(sentences(yaml)).toEqual([
      'sample.yaml:12:27: error: outcomes[3].when: SMALL cannot happen: it is hidden by LOW and TWO before it: move it up, or narrow their conditions',
      expect.stringContaining('outcomes[4]: HIGH cannot happen: the outcomes before it take every draw'),
    ]);
  });

  it('weights that do not add up to the range, with the numbers that have no outcome', () => {
    const yaml = GOOD.replace('max: 3 }', 'max: 101 }')
      .replace('words[number - 1]', '"x"')
      .replace("number == 1'", "number <= 60'")
      .replace('label: HIGH', "label: HIGH, when: 'number <= 100'");
    expect(sentences(yaml)[0]).toContain(
      'no outcome takes 11 of 1,111 draws, such as number 101 and float 0.0; number 101 and float 0.1; ',
    );
  });

  it('a table key that does not match, with the draw that asks for it', () => {
    const yaml = GOOD.replace('[one, two, three]', '{ St Mirren: 1, Celtic: 2, }').replace(
      'words[number - 1]',
      `words[number == 2 ? "St.Mirren" : "Celtic"]`,
    );
    expect(sentences(yaml)[0]).toMatch(
      /attributes\.word: fails for number 2 and float 0\.0: no such key: St\.Mirren \(11 of 33 draws\)/,
    );
  });

  it('all of them together, in the order of the file', () => {
    const yaml = GOOD.replace('title: Sample', 'titel: Sample')
      .replace("when: 'number == 1'", "when: 'numbr == 1'")
      .replace('label: HIGH', 'label: LOW')
      .replace('{number}', '{damage}')
      .replace('number - 1]', 'number]');
    const found = sentences(yaml);
    expect(found).toHaveLength(6);
    expect(found.join('\n')).toMatch(
      /title: is required[^]*titel: [^]*numbr[^]*LOW is used twice[^]*\{damage\}[^]*fails for number 3/,
    );
  });

  it('nothing twice: what uses a broken variable is not told to be wrong as well', () => {
    const yaml = GOOD.replace('outcomes:', "variables: { broken: 'numbr + 1', fine: 'number' }\noutcomes:")
      .replace('number == 1', 'broken == 1')
      .replace('words[number - 1]', 'string(broken)');
    expect(sentences(yaml)).toEqual([expect.stringContaining('variables.broken: unknown variable: numbr')]);
  });

  it('nothing twice: what uses a variable that fails for some draws is not told to fail as well', () => {
    const yaml = GOOD.replace(
      'outcomes:',
      `variables: { next: 'words[number]', twice: 'next + next' }
outcomes:
  - { label: NONE, when: 'number == 3 && twice == ""' }`,
    ).replace('words[number - 1]', 'next');
    expect(sentences(yaml)).toEqual([
      expect.stringMatching(/variables\.next: fails for number 3 and float 0\.0: .* \(11 of 33 draws\)/),
    ]);
  });

  it('but what fails by itself is told, although it uses a variable that fails for other draws', () => {
    const yaml = GOOD.replace('outcomes:', "variables: { next: '6 / (number - 1)' }\noutcomes:").replace(
      'words[number - 1]',
      'words[next]',
    );
    expect(sentences(yaml)).toEqual([
      expect.stringContaining('variables.next: fails for number 1 and float 0.0: '),
      expect.stringContaining('attributes.word: fails for number 2 and float 0.0: '),
    ]);
  });

  it('nothing twice: an attribute of all outcomes that fails is told once, with the draws of all of them', () => {
    const yaml = withMistake('words[number - 1]', 'words[number + 2]');
    expect(sentences(yaml)).toEqual([expect.stringContaining('(33 of 33 draws)')]);
  });
});

describe('A warning', () => {
  const warnings = (yaml: string) => sentences(yaml, false);

  it('tells of an input that changes nothing', () => {
    const yaml = GOOD.replace(' {number} {float} {product}', '');
    expect(warnings(yaml)).toEqual([
      'sample.yaml:5:8: warning: float: float makes no difference to the outcome, the attributes or the text: use it, or give it one value',
    ]);
    expect(warnings(yaml.replace('max: 1, decimals: 1', 'max: 0, decimals: 1'))).toEqual([]);
  });

  it('tells of a table entry that is never used', () => {
    expect(warnings(GOOD.replace('three]', 'three, four]'))).toEqual([
      'sample.yaml:7:28: warning: tables.words[3]: no draw uses this entry: remove it, or widen the ranges',
    ]);
    const map = GOOD.replace('[one, two, three]', '{ 1: one, 2: two, 3: three, 9: nine }').replace(
      'words[number - 1]',
      'words[number]',
    );
    expect(warnings(map)).toEqual([expect.stringContaining('tables.words.9: no draw uses this entry')]);
  });
});

describe('A hostile file is refused with a sentence', () => {
  it.each([
    ['too large', `# ${'x'.repeat(300_000)}\n${GOOD}`, /the file has more than the 262144 bytes/],
    ['nested by the thousand', `${GOOD}deep: ${'['.repeat(20_000)}`, /the YAML/],
    ['nested too deep', `${GOOD}deep: ${'['.repeat(40)}${']'.repeat(40)}`, /nested more than 20 levels deep/],
    [
      'a bomb of aliases',
      `a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: &d [*c, *c, *c, *c]\ne: [*d, *d, *d, *d]\n`,
      /Excessive alias count/,
    ],
    ['an alias of itself', 'a: &a [*a]\n', /an alias of what contains it/],
  ])('that is %s', (_what, yaml, sentence) => {
    expect(sentences(yaml).join('\n')).toMatch(sentence);
  });
});

describe('A file that is no rule set gets one sentence', () => {
  const SHAPE =
    'a rule file is a YAML map with name, title, description, number, float, outcomes and text, as docs/rules.md shows';
  it.each([
    ['nothing', '', `the file is empty: ${SHAPE}`],
    ['nothing but comments', '# To do\n', `the file is empty: ${SHAPE}`],
    ['a list', '- a\n- b\n', `this is no rule set: ${SHAPE}`],
    ['prose', 'Dear reader,\nhow are you?\n', `this is no rule set: ${SHAPE}`],
    ['a list in Markdown', '* one\n* **two**\n', `this is no rule set: ${SHAPE}`],
    ['binary', '\u007fELF\0\0a: [\n', 'this is no text, but bytes of another kind: a rule file is YAML'],
  ])('that is %s', (_what, yaml, sentence) => {
    expect(sentences(yaml)).toEqual([`sample.yaml:1:1: error: ${sentence}`]);
  });

  it('that has more than one document', () => {
    expect(sentences(`${GOOD}---\n${GOOD}`)).toEqual([
      'sample.yaml:13:1: error: the YAML is not valid: there is more than one document: keep one, and remove the line --- between them',
    ]);
  });
});

it('Of many places where the YAML is not valid the first three are told, and how many more there are', () => {
  const found = sentences(`${GOOD}${'title: Again\n'.repeat(40)}`);
  expect(found).toHaveLength(4);
  expect(found[3]).toMatch(
    /^sample\.yaml:\d+:1: error: the YAML is not valid in 37 more places: mend the first ones, as others may follow from them$/,
  );
});
