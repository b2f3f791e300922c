import fc from 'fast-check';
import { oddsInWords } from '../src/pages/odds-in-words';

const words = (fraction: string) => {
  const [part, whole] = fraction.split('/').map(Number);
  return oddsInWords({ fraction, probability: part! / (whole ?? 1) });
};

test.each([
  ['1/3', 'in 1 of 3 draws'],
  ['500/3003', 'in about 1 of 6 draws'],
  ['1502/3003', 'in about 1 of 2 draws'],
  ['2/3', 'in 2 of 3 draws'],
  ['9/20', 'in about 4 of 9 draws'],
  ['1/49505', 'in 1 of 49,505 draws'],
  ['1', 'in every draw'],
  ['0', 'in no draw'],
  ['49504/49505', 'in almost every draw'],
])('Odds of %s are %s', (fraction, expected) => {
  expect(words(fraction)).toBe(expected);
});

test('Odds without “about” are exact, and odds with “about” are close', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 1e6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (whole, share) => {
        const part = Math.min(whole - 1, Math.max(1, Math.round(share * whole)));
        const probability = part / whole;
        const [, about, one, all] =
          /^in (about )?([\d,]+) of ([\d,]+) draws$/.exec(
            oddsInWords({ fraction: `${part}/${whole}`, probability }),
          ) ?? [];
        if (one === undefined) return;
        const stated = Number(one.replaceAll(',', '')) / Number(all!.replaceAll(',', ''));
        if (about) expect(Math.abs(stated - probability)).toBeLessThan(probability / 4);
        else expect(stated).toBe(probability);
      },
    ),
  );
});
