import fc from 'fast-check';
import { fillGaps } from './gaps';

const matches = (shown: string[], actual: string[]) => {
  expect(fillGaps(shown, actual)).toEqual(actual);
};
const differs = (shown: string[], actual: string[], filled: string[]) => {
  expect(fillGaps(shown, actual)).toEqual(filled);
  expect(filled).not.toEqual(actual);
};

test('Lines without a gap match only equal lines', () => {
  matches([], []);
  matches(['a', '', 'b'], ['a', '', 'b']);
  differs(['a'], ['b'], ['a']);
  differs(['a'], [], ['a']);
  differs([], ['a'], []);
  differs(['a', 'b'], ['b', 'a'], ['a', 'b']);
  differs(['a'], ['a '], ['a']);
});

test('A gap within a line matches any text, and other characters match only themselves', () => {
  matches(['id … at …'], ['id 7 (new) at 12:00']);
  matches(['a…b'], ['ab']);
  matches(['{"n":…,"m":[…]}'], ['{"n":1.5,"m":[2,3]}']);
  differs(['id … at …'], ['id 7'], ['id … at …']);
  differs(['a.c'], ['abc'], ['a.c']);
  differs(['a…'], ['a', 'b'], ['a']);
});

test('A gap on its own line matches any number of lines', () => {
  matches(['…'], []);
  matches(['…'], ['a', 'b']);
  matches(['a', '…', 'd', '…'], ['a', 'b', 'c', 'd']);
  matches(['a', '…', 'a', 'b'], ['a', 'x', 'a', 'y', 'a', 'b']);
  differs(['a', '…', 'd'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']);
});

test('Matching lines are filled even if their neighbours differ, so that a diff shows only the difference', () => {
  differs(['one …', 'two …', 'three …'], ['one 1', 'TWO 2', 'three 3'], ['one 1', 'two …', 'three 3']);
  differs(['one …', 'three …'], ['one 1', 'two 2', 'three 3'], ['one 1', 'three 3']);
});

test('Any text matches itself after gaps replace any of its lines or parts of lines', () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\\', '$', ' ') });
  const hidden = fc.tuple(line, fc.constantFrom('unchanged', 'gap', 'cut'), fc.nat());
  fc.assert(
    fc.property(fc.array(hidden, { maxLength: 8 }), (lines) => {
      const shown = lines.map(([text, how, at]) =>
        how === 'gap' ? '…' : how === 'cut' ? `${text.slice(0, at % (text.length + 1))}…` : text,
      );
      matches(
        shown,
        lines.map(([text]) => text),
      );
    }),
  );
});
