import fc from 'fast-check';
import { csvRows } from '../src/http/csv';

it('Rows are as RFC 4180 has them', () => {
  expect(
    csvRows([
      ['a', 1, true],
      ['b "c"', 'd,e', 'f\ng'],
    ]),
  ).toBe('a,1,true\n"b ""c""","d,e","f\ng"\n');
});

it.each([
  ['=1+1', "'=1+1\n"],
  ['@SUM(A1)', "'@SUM(A1)\n"],
  ['+1', "'+1\n"],
  ['-1+cmd|x', "'-1+cmd|x\n"],
  ['-Zb8_fresh-seed', '-Zb8_fresh-seed\n'],
])('A text that a spreadsheet would calculate is made one that it shows: %s', (text, row) => {
  expect(csvRows([[text]])).toBe(row);
});

it('Numbers stay numbers', () => {
  fc.assert(fc.property(fc.integer(), (value) => csvRows([[value]]) === `${value}\n`));
});
