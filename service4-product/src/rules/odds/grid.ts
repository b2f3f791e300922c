import { decimalGrid } from '@quartet/draws';
import type { Program } from '../language/program';

/** The most cells that a grid may have; evaluating them takes about ten seconds, once. */
export const MAX_CELLS = 20_000_000;

/** The number × float grid of a rule set: each cell is a draw, and all are equally likely. */
export interface Grid {
  numbers: { min: number; span: number };
  /** In steps of 10^-decimals. */
  floats: { first: number; span: number; decimals: number };
  cells: number;
}

/** @throws {RangeError} when the grid has more than MAX_CELLS cells */
export function gridOf({ file, float }: Pick<Program, 'file' | 'float'>): Grid {
  const { first, last, decimals } = decimalGrid(float);
  const { min, max } = file.number;
  const cells = (BigInt(max) - BigInt(min) + 1n) * (BigInt(last) - BigInt(first) + 1n);
  if (cells > MAX_CELLS) {
    const limit = MAX_CELLS.toLocaleString('en');
    throw new RangeError(
      `the ranges must have at most ${limit} combinations of number and float, got ${cells.toLocaleString('en')}: narrow them or use fewer decimals`,
    );
  }
  return {
    numbers: { min, span: max - min + 1 },
    floats: { first, span: last - first + 1, decimals },
    cells: Number(cells),
  };
}
