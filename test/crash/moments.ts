import { drawNumber, freshSeed } from '@quartet/draws';

const seed = process.env.CRASH_SEED ?? freshSeed();

/** Moments, each as a number of answers so far: random, and the same again where `CRASH_SEED` is given. */
export const momentOf = (name: string, round: number, { min, max }: { min: number; max: number }) =>
  drawNumber({ min, max }, `${seed} ${name}`, round);

/** Tells what a test has seen, with all that it takes to see it again. */
export function tell(what: string): void {
  process.stderr.write(`${what} (CRASH_SEED=${seed})\n`);
}
