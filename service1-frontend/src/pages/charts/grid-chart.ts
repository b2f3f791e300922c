import type { RuleSet } from '@quartet/contracts';
import { scaleLinear } from 'd3-scale';

const WIDTH = 420;
const LEFT = 48;
const RIGHT = 16;
const AXIS = 28;
/** How many draws are looked at: as many as one call takes. */
const MOST_CELLS = 1_000;
const MOST_ROWS = 25;

/** The draws of a grid that stand for all: each number, or some at equal distances, with decimals at equal distances. */
export interface Sample {
  numbers: number[];
  floats: number[];
  /** Whether these are all draws that there are. */
  isWhole: boolean;
}

export function sampleOf({
  number,
  float: { min, max, decimals },
}: Pick<RuleSet, 'number' | 'float'>): Sample {
  const spanOfNumbers = number.max - number.min + 1;
  const rows = Math.min(spanOfNumbers, MOST_ROWS);
  const steps = Math.round((max - min) * 10 ** decimals) + 1;
  const columns = Math.min(steps, Math.floor(MOST_CELLS / rows));
  return {
    numbers: spread(number.min, number.max, rows).map(Math.round),
    floats: spread(min, max, columns).map((float) => Number(float.toFixed(decimals))),
    isWhole: rows === spanOfNumbers && columns === steps,
  };
}

const spread = (min: number, max: number, count: number) =>
  Array.from({ length: count }, (_, place) =>
    count === 1 ? min : min + ((max - min) * place) / (count - 1),
  );

/** The grid of numbers and decimals, each place coloured by its outcome (its place among those of the rule set); in pixels. */
export function gridChart({ numbers, floats, isWhole }: Sample, outcomes: readonly number[]) {
  const row = Math.max(8, Math.min(28, 300 / numbers.length));
  const bottom = row * numbers.length;
  const column = (WIDTH - LEFT - RIGHT) / floats.length;
  const [first = 0, last = 0] = [floats[0], floats.at(-1)];
  const x = scaleLinear([first, last], [LEFT + column / 2, WIDTH - RIGHT - column / 2]);
  const every = Math.ceil(numbers.length / 12);
  return {
    ...{ width: WIDTH, height: bottom + AXIS, left: LEFT, row, isWhole },
    ticks: (first === last ? [first] : x.ticks(5)).map((tick) => ({
      x: x(tick),
      text: x.tickFormat(5)(tick),
    })),
    levels: numbers.flatMap((text, place) =>
      place % every === 0 ? [{ text, y: bottom - (place + 0.5) * row }] : [],
    ),
    bars: numbers.flatMap((_, place) =>
      runs(outcomes.slice(place * floats.length, (place + 1) * floats.length)).map(
        ({ outcome, from, to }) => ({
          outcome,
          x: LEFT + from * column,
          y: bottom - (place + 1) * row,
          width: (to - from) * column,
        }),
      ),
    ),
  };
}

/** Neighbours of one outcome are one bar. */
function runs(outcomes: readonly number[]) {
  const found: { outcome: number; from: number; to: number }[] = [];
  outcomes.forEach((outcome, place) => {
    const last = found.at(-1);
    if (last?.outcome === outcome) last.to = place + 1;
    else found.push({ outcome, from: place, to: place + 1 });
  });
  return found;
}
