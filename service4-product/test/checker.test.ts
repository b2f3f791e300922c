import { checkRules } from '../src/rules/check/check';
import { decodeRuleFile } from '../src/rules/file/decode';
import { isError, formatProblem } from '../src/rules/file/problem';

const VALID = `name: sample
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

const messages = (yaml: string, errors = true) =>
  checkRules('sample.yaml', yaml)
    .problems.filter((problem) => isError(problem) === errors)
    .map(formatProblem);

/** The valid file with one text replaced by another. */
const withMistake = (original: string, mistake: string) => {
  expect(VALID).toContain(original);
  return VALID.replace(original, mistake);
};

it('A valid rule file has no problems', () => {
  expect(messages(VALID)).toEqual([]);
  expect(messages(VALID, false)).toEqual([]);
});

it('A rule file that is not UTF-8 has an error in its first invalid line', () => {
  const german = VALID.replace('A sample.', 'Ein Größenmuster.');
  expect(messages(decodeRuleFile(Buffer.from(german)))).toEqual([]);
  expect(messages(decodeRuleFile(Buffer.from(german, 'latin1')))).toEqual([
    'sample.yaml:3:1: error: this line is not UTF-8: save the file as UTF-8',
  ]);
});

it.each(['1.50', '15e-1', '+1.5', '0.15E1', '1.500000000000000000000'])(
  'A decimal can be written as %s',
  (decimal) => {
    const { odds } = checkRules(
      'sample.yaml',
      VALID.replace('max: 1, decimals', `max: ${decimal}, decimals`),
    );
    expect(odds?.product.max).toBe('4.5');
  },
);

describe('The checker reports with file, line, column and fix', () => {
  it.each([
    [
      'YAML that cannot be parsed',
      'title: Sample',
      'title: [',
      /^sample\.yaml:\d+:\d+: error: the YAML is invalid: /,
    ],
    [
      'a duplicate key',
      'title: Sample',
      'title: Sample\ntitle: Again',
      /^sample\.yaml:3:1: error: the YAML is invalid: Map keys must be unique/,
    ],
    [
      'an unknown key',
      'title: Sample',
      'title: Sample\ntitel: Sample',
      /^sample\.yaml:3:1: error: titel: is not a known key\. Use name, title, /,
    ],
    [
      'an unknown key of an outcome',
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
      'an invalid name',
      'tables:\n  words:',
      'tables:\n  My-Words: [1]\n  words:',
      /^sample\.yaml:7:3: error: tables\.My-Words: must start with a lowercase letter and contain only letters and digits$/,
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
    ['a condition that is not a bool', 'number == 1', 'number', /must have the type bool, got int/],
    [
      'a list as an attribute',
      'words[number - 1]',
      'words',
      /attributes\.word: must have the type string or int .*, got list<string>/,
    ],
    [
      'a last outcome with a condition',
      'label: HIGH',
      "label: HIGH, when: 'number == 2'",
      /^sample\.yaml:10:\d+: error: outcomes\[1\]\.when: no outcome matches 11 of 33 draws, such as number 3 and float 0\.0; /,
    ],
    [
      'a last outcome whose condition always holds',
      'label: HIGH',
      "label: HIGH, when: 'number > 1'",
      /outcomes\[1\]\.when: the last outcome matches all remaining draws: remove its "when"/,
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
      /^sample\.yaml:11:7: error: text: the text uses \{damage\}, which is unknown: use /,
    ],
    [
      'a number range with exchanged bounds',
      'min: 1, max: 3',
      'min: 4, max: 3',
      /^sample\.yaml:4:16: error: number\.min: min must be at most max \(3\), got `4`/,
    ],
    [
      'a float range off its grid',
      'max: 1, decimals: 1',
      'max: 1.25, decimals: 1',
      /^sample\.yaml:5:23: error: float\.max: /,
    ],
    [
      'a float that is too small to be exact',
      'min: 0, max: 1, decimals: 1',
      'min: 1e-21, max: 1, decimals: 1',
      /^sample\.yaml:5:15: error: float\.min: min must be a decimal such as 10 or -0\.50, got `1e-21`$/,
    ],
    [
      'a reserved rule set name',
      'name: sample',
      'name: check',
      /^sample\.yaml:1:7: error: name: "check" is reserved for the endpoint \/rules\/check: choose another name$/,
    ],
    [
      'a grid that is too large',
      'max: 1, decimals: 1',
      'max: 1, decimals: 9',
      /^sample\.yaml:4:9: error: number: the ranges must have at most 20,000,000 combinations .*, got 3,000,000,003: /,
    ],
    [
      'an outcome whose condition never holds',
      'number == 1',
      'number == 0',
      /outcomes\[0\]\.when: LOW cannot happen: its condition holds for no number and float of the ranges: correct it, or widen the ranges/,
    ],
    [
      'a table index beyond its end',
      'number - 1]',
      'number]',
      /^sample\.yaml:12:\d+: error: attributes\.word: fails for number 3 and float 0\.0: .*index 3 >= size 3 \(11 of 33 draws\)/,
    ],
    [
      'a division by zero',
      'number == 1',
      '6 / (number - 1) == 3',
      /outcomes\[0\]\.when: fails for number 1 and float 0\.0: /,
    ],
    [
      'an empty table',
      '[one, two, three]',
      '[]',
      /tables\.words: has no entries: add some, or remove the table/,
    ],
    [
      'a placeholder that is a property of every JavaScript object',
      '{outcome} {number}',
      '{outcome} {toString}',
      /^sample\.yaml:11:7: error: text: the text uses \{toString\}, which is unknown: use /,
    ],
    [
      'the name __proto__',
      '{ word:',
      "{ __proto__: '1', word:",
      /^sample\.yaml:12:15: error: attributes\.__proto__: is reserved: choose another name$/,
    ],
    [
      'an attribute with the name of a column',
      '{ word:',
      "{ outcome: '1', word:",
      /^sample\.yaml:12:15: error: attributes\.outcome: every object has a field outcome: choose another name$/,
    ],
    [
      'an attribute that is infinite for some draws',
      'words[number - 1]',
      '1.0 / float',
      /attributes\.word: must be a finite number, got Infinity for number 1 and float 0\.0 \(3 of 33 draws\)$/,
    ],
    [
      'an attribute that is null',
      'words[number - 1]',
      'dyn(null)',
      /must be text, .*, got null for number 1/,
    ],
    ['an attribute that is a list', 'words[number - 1]', 'dyn([1])', /must be text, .*, got a list for/],
    ['an attribute that is a map', 'words[number - 1]', 'dyn({1: 2})', /must be text, .*, got a map for/],
    [
      'an attribute that is a time',
      'words[number - 1]',
      'dyn(timestamp("2024-01-01T00:00:00Z"))',
      /attributes\.word: must be text, a number, true or false, got another type for/,
    ],
    [
      'a list in a table of different types as an attribute',
      '[one, two, three]',
      '[one, 2, [3]]',
      /attributes\.word: must be text, .*, got a list for number 3 and float 0\.0 \(11 of 33 draws\)$/,
    ],
    [
      'an attribute that JSON would round',
      'words[number - 1]',
      '9007199254740990 + number',
      /must be from -\(2\^53 - 1\) to 2\^53 - 1, got 9007199254740992 for number 2 and float 0\.0 \(22 of/,
    ],
    [
      'an attribute with a control character',
      'words[number - 1]',
      '"a\\u001bb"',
      /attributes\.word: must not contain the control character U\+001B for number 1/,
    ],
    [
      'an attribute that is too long',
      'words[number - 1]',
      `"${'x'.repeat(1001)}"`,
      /attributes\.word: must have at most 1000 characters, got 1001 for/,
    ],
    [
      'a label with a control character',
      'label: LOW',
      'label: "LO\\x1bW"',
      /outcomes\[0\]\.label: must not contain the control character U\+001B$/,
    ],
    [
      'a label with a line break',
      'label: LOW',
      'label: "LO\\nW"',
      /outcomes\[0\]\.label: must not contain the control character U\+000A$/,
    ],
    [
      'a label with a lone surrogate',
      'label: LOW',
      'label: "LO\\ud800W"',
      /outcomes\[0\]\.label: must not contain the lone surrogate U\+D800$/,
    ],
    [
      'a decimal with more digits than a double keeps',
      'max: 1, decimals: 1',
      'max: 9007199254740.991, decimals: 3',
      /^sample\.yaml:5:23: error: the YAML is invalid: 9007199254740\.991 has too many digits and would become 9007199254740\.99: use at most 15$/,
    ],
    [
      'an infinite table entry',
      'three]',
      '.inf]',
      /tables\.words\[2\]: must be a finite number, got `Infinity`/,
    ],
    ['a table entry that is no number', 'three]', '.nan]', /words\[2\]: must be a finite number, got `NaN`/],
    [
      'a table entry of negative zero',
      'three]',
      '-0.0]',
      /words\[2\]: must not be negative zero: write 0\.0/,
    ],
    [
      'a table entry beyond 64 bits',
      'three]',
      '9223372036854775808]',
      /words\[2\]: must be a 64-bit whole number, got `9223372036854775808`/,
    ],
    [
      'a table whose decimals would round a whole number',
      '[one, two, three]',
      '[1.5, 2, 9007199254740993]',
      /words: has decimals and 9007199254740993, which is beyond 2\^53 - 1 and would be rounded/,
    ],
    [
      'a table entry with NUL',
      'three]',
      '"th\\0ree"]',
      /words\[2\]: must not contain the control character U\+0000/,
    ],
    [
      'a table key with NUL',
      '[one, two, three]',
      '{ "on\\0e": 1 }',
      /words: has a key that must not contain the control character U\+0000/,
    ],
    [
      'an unknown tag',
      '[one,',
      '[!secret one,',
      /^sample\.yaml:7:11: error: the YAML is invalid: Unresolved tag: !secret$/,
    ],
    [
      'a merge key',
      'min: 1, max: 3',
      'min: 1, <<: { max: 3 }',
      /^sample\.yaml:4:19: error: the YAML is invalid: the merge key << is not supported: write out the entries$/,
    ],
    ['an empty table entry', '[one, two, three]', '[one, null, three]', /tables\.words\[1\]: is empty/],
    [
      'keys of different types',
      '[one, two, three]',
      '{ one: 1, 2: 2 }',
      /tables\.words: has keys of different types/,
    ],
    [
      'a name that is used already',
      'words: [one',
      'number: [one',
      /tables\.number: the name number is used already: choose another/,
    ],
    [
      'decimals of a text',
      "text: '",
      "format: { word: { decimals: 2 } }\ntext: '",
      /format\.word\.decimals: word is not a number: remove "decimals"/,
    ],
    [
      'a format of an unknown name',
      "text: '",
      "format: { damage: { decimals: 2 } }\ntext: '",
      /format\.damage: there is no damage to format/,
    ],
  ])('%s', (_what, original, mistake, message) => {
    expect(messages(withMistake(original, mistake))).toEqual(
      expect.arrayContaining([expect.stringMatching(message)]),
    );
  });

  it('an outcome that earlier outcomes hide, and which ones', () => {
    const yaml = VALID.replace(
      "  - { label: LOW, when: 'number == 1' }",
      `  - { label: LOW, when: 'number == 1' }
  - { label: TWO, when: 'number == 2' }
  - { label: THREE, when: 'number == 3' }
  - { label: SMALL, when: 'number <= 2 && float > 0.5' }`,
    );
    expect(messages(yaml)).toEqual([
      'sample.yaml:12:27: error: outcomes[3].when: SMALL cannot happen: it is hidden by LOW and TWO before it: move it up, or narrow their conditions',
      expect.stringContaining('outcomes[4]: HIGH cannot happen: the outcomes before it match every draw'),
    ]);
  });

  it('draws without an outcome when weights do not add up to the range', () => {
    const yaml = VALID.replace('max: 3 }', 'max: 101 }')
      .replace('words[number - 1]', '"x"')
      .replace("number == 1'", "number <= 60'")
      .replace('label: HIGH', "label: HIGH, when: 'number <= 100'");
    expect(messages(yaml)[0]).toContain(
      'no outcome matches 11 of 1,111 draws, such as number 101 and float 0.0; number 101 and float 0.1; ',
    );
  });

  it('a missing table key, with the draw that uses it', () => {
    const yaml = VALID.replace('[one, two, three]', '{ St Mirren: 1, Celtic: 2, }').replace(
      'words[number - 1]',
      `words[number == 2 ? "St.Mirren" : "Celtic"]`,
    );
    expect(messages(yaml)[0]).toMatch(
      /attributes\.word: fails for number 2 and float 0\.0: no such key: St\.Mirren \(11 of 33 draws\)/,
    );
  });

  it('all mistakes together, in the order of the file', () => {
    const yaml = VALID.replace('title: Sample', 'titel: Sample')
      .replace("when: 'number == 1'", "when: 'numbr == 1'")
      .replace('label: HIGH', 'label: LOW')
      .replace('{number}', '{damage}')
      .replace('number - 1]', 'number]');
    const found = messages(yaml);
    expect(found).toHaveLength(6);
    expect(found.join('\n')).toMatch(
      /title: is required[^]*titel: [^]*numbr[^]*LOW is used twice[^]*\{damage\}[^]*fails for number 3/,
    );
  });

  it('a broken variable, but not the expressions that use it', () => {
    const yaml = VALID.replace('outcomes:', "variables: { broken: 'numbr + 1', fine: 'number' }\noutcomes:")
      .replace('number == 1', 'broken == 1')
      .replace('words[number - 1]', 'string(broken)');
    expect(messages(yaml)).toEqual([expect.stringContaining('variables.broken: unknown variable: numbr')]);
  });

  it('a variable that fails for some draws, but not the expressions that use it', () => {
    const yaml = VALID.replace(
      'outcomes:',
      `variables: { next: 'words[number]', twice: 'next + next' }
outcomes:
  - { label: NONE, when: 'number == 3 && twice == ""' }`,
    ).replace('words[number - 1]', 'next');
    expect(messages(yaml)).toEqual([
      expect.stringMatching(/variables\.next: fails for number 3 and float 0\.0: .* \(11 of 33 draws\)/),
    ]);
  });

  it('an expression that fails for other draws than the variable that it uses', () => {
    const yaml = VALID.replace('outcomes:', "variables: { next: '6 / (number - 1)' }\noutcomes:").replace(
      'words[number - 1]',
      'words[next]',
    );
    expect(messages(yaml)).toEqual([
      expect.stringContaining('variables.next: fails for number 1 and float 0.0: '),
      expect.stringContaining('attributes.word: fails for number 2 and float 0.0: '),
    ]);
  });

  it('a failing attribute of all outcomes once, with the draws of all outcomes', () => {
    const yaml = withMistake('words[number - 1]', 'words[number + 2]');
    expect(messages(yaml)).toEqual([expect.stringContaining('(33 of 33 draws)')]);
  });
});

describe('The checker warns of', () => {
  const warnings = (yaml: string) => messages(yaml, false);

  it('an input without effect', () => {
    const yaml = VALID.replace(' {number} {float} {product}', '');
    expect(warnings(yaml)).toEqual([
      'sample.yaml:5:8: warning: float: float does not affect the outcome, the attributes or the text: use it, or give it one value',
    ]);
    expect(warnings(yaml.replace('max: 1, decimals: 1', 'max: 0, decimals: 1'))).toEqual([]);
  });

  it('an unused table entry', () => {
    expect(warnings(VALID.replace('three]', 'three, four]'))).toEqual([
      'sample.yaml:7:28: warning: tables.words[3]: no draw uses this entry: remove it, or widen the ranges',
    ]);
    const map = VALID.replace('[one, two, three]', '{ 1: one, 2: two, 3: three, 9: nine }').replace(
      'words[number - 1]',
      'words[number]',
    );
    expect(warnings(map)).toEqual([expect.stringContaining('tables.words.9: no draw uses this entry')]);
  });
});

describe('The checker refuses a hostile file', () => {
  it.each([
    [
      'that is too large',
      `# ${'x'.repeat(300_000)}\n${VALID}`,
      /the file must have at most 262144 bytes, got 300/,
    ],
    ['with thousands of nested collections', `${VALID}deep: ${'['.repeat(20_000)}`, /the YAML/],
    [
      'that is nested too deep',
      `${VALID}deep: ${'['.repeat(40)}${']'.repeat(40)}`,
      /nested more than 20 levels deep/,
    ],
    [
      'with exponential aliases',
      `a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: &d [*c, *c, *c, *c]\ne: [*d, *d, *d, *d]\n`,
      /Excessive alias count/,
    ],
    ['with a circular alias', 'a: &a [*a]\n', /an alias of a collection that contains it/],
  ])('%s', (_what, yaml, message) => {
    expect(messages(yaml).join('\n')).toMatch(message);
  });
});

describe('The checker reports one mistake for a file', () => {
  const SHAPE =
    'a rule file is a YAML map with name, title, description, number, float, outcomes and text, as docs/rules.md shows';
  it.each([
    ['that is empty', '', `the file is empty: ${SHAPE}`],
    ['with only comments', '# To do\n', `the file is empty: ${SHAPE}`],
    ['with a list', '- a\n- b\n', `this is not a rule set: ${SHAPE}`],
    ['with prose', 'Dear reader,\nhow are you?\n', `this is not a rule set: ${SHAPE}`],
    ['with a list in Markdown', '* one\n* **two**\n', `this is not a rule set: ${SHAPE}`],
    ['with binary data', '\u007fELF\0\0a: [\n', 'this is a binary file, not text: a rule file is YAML'],
  ])('%s', (_what, yaml, message) => {
    expect(messages(yaml)).toEqual([`sample.yaml:1:1: error: ${message}`]);
  });

  it('with more than one document', () => {
    expect(messages(`${VALID}---\n${VALID}`)).toEqual([
      'sample.yaml:13:1: error: the YAML is invalid: there is more than one document: keep one, and remove the line --- between them',
    ]);
  });
});

it('The checker reports the first three of many YAML errors, and the number of the others', () => {
  const found = messages(`${VALID}${'title: Again\n'.repeat(40)}`);
  expect(found).toHaveLength(4);
  expect(found[3]).toMatch(
    /^sample\.yaml:\d+:1: error: the YAML is invalid in 37 more places: fix the first ones, as others may follow from them$/,
  );
});
