import { decimalGrid } from '@quartet/draws';
import type { Program } from '../language/program';

/** How many cells a grid may have: some ten seconds' work, once. */
export const MAX_CELLS = 20_000_000;

/** The number × float grid of a rule set: each cell is a draw, and all are equally likely. */
export interface Grid {
  numbers: { min: number; span: number };
  /** In steps of 10^-decimals. */
  floats: { first: number; span: number; decimals: number };
  cells: number;
}

/** @throws {RangeError} where the grid has more than MAX_CELLS cells */
export function gridOf({ file, float }: Pick<Program, 'file' | 'float'>): Grid {
  const { first, last, decimals } = decimalGrid(float);
  const { min, max } = file.number;
  const cells = (BigInt(max) - BigInt(min) + 1n) * (BigInt(last) - BigInt(first) + 1n);
  if (cells > MAX_CELLS) {
    const said = `${cells.toLocaleString('en')} combinations of number and float`;
    throw new RangeError(
      `there are ${said}, more than the ${MAX_CELLS.toLocaleString('en')} whose odds can be worked out: narrow the ranges or take fewer decimals`,
    );
  }
  return {
    numbers: { min, span: max - min + 1 },
    floats: { first, span: last - first + 1, decimals },
    cells: Number(cells),
  };
}
