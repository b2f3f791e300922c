import { execFileSync, spawnSync } from 'node:child_process';
import { drawFloat, drawNumber } from '@quartet/draws';
import fc from 'fast-check';
import { commandsFor } from '../src/pages/verify/commands';
import { floatSteps, numberSteps } from '../src/pages/verify/steps';

const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;
const shellTest = hasOpenssl ? test : test.skip;

/** Runs the commands in a shell, and returns the lines that they print. */
const run = (commands: string) =>
  execFileSync('sh', { input: commands, encoding: 'utf8' }).trimEnd().split('\n');

const seeds = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).filter((seed) => seed.isWellFormed()),
  fc.constantFrom("'", '$(exit 9)', '`exit 9`', '"; exit 9 #', '-n', '%s\\n', '\0', 'a\nb', '\u202e', '世界'),
);
const indexes = fc.oneof(fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER));
const numberRanges = fc.tuple(fc.maxSafeInteger(), fc.maxSafeInteger()).map(([one, other]) => ({
  min: Math.min(one, other),
  max: Math.max(one, other),
}));

shellTest('The commands print the key, the blocks and the number of the page for any seed', () => {
  fc.assert(
    fc.property(seeds, indexes, numberRanges, (seed, index, range) => {
      const steps = numberSteps(range, seed, index);
      expect(steps.drawn).toBe(String(drawNumber(range, seed, index)));
      const blocks = steps.attempts.map(({ block }) => block);
      expect(run(commandsFor(steps, seed))).toEqual([steps.key, ...blocks, steps.drawn]);
    }),
    { numRuns: 40 },
  );
});

shellTest('The commands print the float of the page, including negative ones', () => {
  const ranges = fc
    .tuple(fc.integer({ min: -500, max: 500 }), fc.nat(1000), fc.nat(6))
    .map(([min, width, decimals]) => ({ min, max: min + width, decimals }));
  fc.assert(
    fc.property(seeds, indexes, ranges, (seed, index, range) => {
      const steps = floatSteps(range, seed, index);
      const text = { min: String(range.min), max: String(range.max), decimals: range.decimals };
      expect(steps.drawn).toBe(drawFloat(text, seed, index));
      expect(run(commandsFor(steps, seed)).at(-1)).toBe(steps.drawn);
    }),
    { numRuns: 40 },
  );
});

shellTest('The commands print the blocks of rejected attempts too', () => {
  // A published test vector whose span rejects one value in 1024.
  const end = 8_998_411_743_272_952;
  const steps = numberSteps({ min: -end, max: end }, 'rejected', 341_865);
  expect(steps.drawn).toBe('-8057850614700505');
  expect(steps.attempts.map(({ accepted }) => accepted)).toEqual([false, false, true]);
  expect(run(commandsFor(steps, 'rejected'))).toEqual([
    steps.key,
    ...steps.attempts.map(({ block }) => block),
    steps.drawn,
  ]);
});
