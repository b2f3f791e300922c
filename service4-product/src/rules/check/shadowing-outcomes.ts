import { enumerate, type Enumeration } from '../odds/enumerate';
import type { Program } from '../language/program';

/** The labels of the outcomes that take the draws which fulfil the condition of outcome `index`, which comes after them. */
export function shadowingOutcomes(program: Program, { grid, tallies }: Enumeration, index: number): string[] {
  const hidden = program.outcomes.slice(index, index + 1);
  const before = program.outcomes.slice(0, index);
  // Put first, the outcome gets all of its draws; what each of the others loses by that, it took.
  const { tallies: behind } = enumerate({ ...program, outcomes: [...hidden, ...before] }, grid);
  return before
    .filter((_, place) => (tallies[place]?.cells ?? 0) > (behind[place + 1]?.cells ?? 0))
    .map(({ label }) => label);
}
