import { enumerate } from './enumerate';
import type { Grid } from './grid';
import type { Program } from './program';

/** The labels of the outcomes that take the draws which fulfil the condition of outcome `index`, which comes after them. */
export function takersOf(program: Program, grid: Grid, index: number): string[] {
  const hidden = program.outcomes[index];
  const before = program.outcomes.slice(0, index);
  // Put first, the outcome gets all of its draws; what each of the others loses by that, it took.
  const together = enumerate({ ...program, outcomes: hidden ? [hidden, ...before] : before }, grid);
  const alone = enumerate({ ...program, outcomes: before }, grid);
  return before
    .filter((_, place) => cellsAt(alone, place) > cellsAt(together, place + 1))
    .map(({ label }) => label);
}

const cellsAt = ({ tallies }: ReturnType<typeof enumerate>, index: number) => tallies[index]?.cells ?? 0;
