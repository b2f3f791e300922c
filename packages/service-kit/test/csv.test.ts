import fc from 'fast-check';
import { csvRows } from '../src/http/csv';

test('Rows are formatted as in RFC 4180', () => {
  expect(
    csvRows([
      ['a', 1, true],
      ['b "c"', 'd,e', 'f\ng'],
      ['', 'h\ri'],
    ]),
  ).toBe('a,1,true\n"b ""c""","d,e","f\ng"\n,"h\ri"\n');
});

test.each([
  ['=1+1', "'=1+1\n"],
  ['@SUM(A1)', "'@SUM(A1)\n"],
  ['+1', "'+1\n"],
  ['-1+2', "'-1+2\n"],
  ['\t=1', "'\t=1\n"],
  ['-1+cmd|x', "'-1+cmd|x\n"],
  ['-Zb8_fresh-seed', '-Zb8_fresh-seed\n'],
  ['-1.50', '-1.50\n'],
  ['-1.50+1', "'-1.50+1\n"],
])('A text that a spreadsheet would evaluate as a formula is escaped: %s', (text, row) => {
  expect(csvRows([[text]])).toBe(row);
});

test('Numbers are not escaped', () => {
  fc.assert(fc.property(fc.integer(), (value) => csvRows([[value]]) === `${value}\n`));
});
