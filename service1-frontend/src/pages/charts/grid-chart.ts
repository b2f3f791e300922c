import type { RuleSet } from '@quartet/contracts';
import { scaleLinear } from 'd3-scale';

const WIDTH = 420;
const LEFT = 48;
const RIGHT = 16;
const AXIS = 28;
/** The number of draws that one call can compute. */
const MAX_CELLS = 1_000;
const MAX_ROWS = 25;

/** An evenly spaced sample of the draws of a rule set: each number with each float. */
export interface GridSample {
  numbers: number[];
  floats: number[];
  /** Whether the sample contains every possible draw. */
  isComplete: boolean;
}

export function sampleGrid({
  number,
  float: { min, max, decimals },
}: Pick<RuleSet, 'number' | 'float'>): GridSample {
  const numberCount = number.max - number.min + 1;
  const rows = Math.min(numberCount, MAX_ROWS);
  const floatCount = Math.round((max - min) * 10 ** decimals) + 1;
  const columns = Math.min(floatCount, Math.floor(MAX_CELLS / rows));
  return {
    numbers: spread(number.min, number.max, rows).map(Math.round),
    floats: spread(min, max, columns).map((float) => Number(float.toFixed(decimals))),
    isComplete: rows === numberCount && columns === floatCount,
  };
}

const spread = (min: number, max: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    count === 1 ? min : min + ((max - min) * index) / (count - 1),
  );

/**
 * Lays out the grid of numbers (rows) and floats (columns), coloured by outcome; all lengths in pixels.
 * @param outcomes the outcome of each cell, row by row, as its index in the rule set
 */
export function gridChart({ numbers, floats, isComplete }: GridSample, outcomes: readonly number[]) {
  const row = Math.max(8, Math.min(28, 300 / numbers.length));
  const bottom = row * numbers.length;
  const column = (WIDTH - LEFT - RIGHT) / floats.length;
  const [first = 0, last = 0] = [floats[0], floats.at(-1)];
  const x = scaleLinear([first, last], [LEFT + column / 2, WIDTH - RIGHT - column / 2]);
  const labelStep = Math.ceil(numbers.length / 12);
  return {
    width: WIDTH,
    height: bottom + AXIS,
    left: LEFT,
    row,
    isComplete,
    xTicks: (first === last ? [first] : x.ticks(5)).map((tick) => ({
      x: x(tick),
      text: x.tickFormat(5)(tick),
    })),
    yTicks: numbers.flatMap((text, index) =>
      index % labelStep === 0 ? [{ text, y: bottom - (index + 0.5) * row }] : [],
    ),
    bars: numbers.flatMap((_, index) =>
      runs(outcomes.slice(index * floats.length, (index + 1) * floats.length)).map(
        ({ outcome, from, to }) => ({
          outcome,
          x: LEFT + from * column,
          y: bottom - (index + 1) * row,
          width: (to - from) * column,
        }),
      ),
    ),
  };
}

/** Merges adjacent cells with the same outcome into one bar. */
function runs(outcomes: readonly number[]) {
  const found: { outcome: number; from: number; to: number }[] = [];
  outcomes.forEach((outcome, index) => {
    const last = found.at(-1);
    if (last?.outcome === outcome) last.to = index + 1;
    else found.push({ outcome, from: index, to: index + 1 });
  });
  return found;
}
