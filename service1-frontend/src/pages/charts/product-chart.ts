import type { RuleSet } from '@quartet/contracts';
import { scaleLinear } from 'd3-scale';

const WIDTH = 420;
const HEIGHT = 220;
const LEFT = 48;
const RIGHT = 16;
const TOP = 8;
const AXIS = 28;

/** How the product is distributed, exactly: a bar for each equal part of its range, of the outcomes one above the other; in pixels. */
export function productChart({ outcomes, product, cells }: RuleSet) {
  const parts = outcomes[0]?.product.histogram.length ?? 0;
  const sums = Array.from({ length: parts }, (_, part) =>
    outcomes.reduce((sum, outcome) => sum + (outcome.product.histogram[part] ?? 0), 0),
  );
  const [min, max] = [Number(product.min), Number(product.max)];
  const x = scaleLinear([min, max], [LEFT, WIDTH - RIGHT]);
  const y = scaleLinear([0, Math.max(...sums) / cells], [HEIGHT - AXIS, TOP]).nice();
  const width = (WIDTH - RIGHT - LEFT) / parts;
  const below = new Array<number>(parts).fill(0);
  const bars = outcomes.flatMap(({ label, product: { histogram } }, outcome) =>
    histogram.flatMap((count, part) => {
      if (count === 0) return [];
      const from = below[part] ?? 0;
      const to = (below[part] = from + count);
      const top = y(to / cells);
      return [{ outcome, label, x: LEFT + part * width, y: top, width, height: y(from / cells) - top }];
    }),
  );
  return {
    ...{ width: WIDTH, height: HEIGHT, left: LEFT, bottom: HEIGHT - AXIS, right: WIDTH - RIGHT, bars },
    ticks: (min === max ? [min] : x.ticks(5)).map((tick) => ({ x: x(tick), text: x.tickFormat(5)(tick) })),
    levels: y.ticks(4).map((level) => ({ y: y(level), text: y.tickFormat(4, '~%')(level) })),
    labels: outcomes.map(({ label }) => label),
  };
}
