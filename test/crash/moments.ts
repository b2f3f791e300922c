import { drawNumber, freshSeed } from '@quartet/draws';

const seed = process.env.CRASH_SEED ?? freshSeed();

/** Draws a moment to kill a process, as a number of answers. Set `CRASH_SEED` to repeat a run. */
export const randomMoment = (name: string, round: number, { min, max }: { min: number; max: number }) =>
  drawNumber({ min, max }, `${seed} ${name}`, round);

/** Logs the result of a test, with the seed to repeat it. */
export function logResult(result: string): void {
  process.stderr.write(`${result} (CRASH_SEED=${seed})\n`);
}
