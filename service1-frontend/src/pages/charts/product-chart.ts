import type { RuleSet } from '@quartet/contracts';
import { scaleLinear } from 'd3-scale';

const WIDTH = 420;
const HEIGHT = 220;
const LEFT = 48;
const RIGHT = 16;
const TOP = 8;
const AXIS = 28;

/** Lays out the exact distribution of the product as a histogram, with the outcomes stacked in each bar; in pixels. */
export function productChart({ outcomes, product, cells }: RuleSet) {
  const bins = outcomes[0]?.product.histogram.length ?? 0;
  const totals = Array.from({ length: bins }, (_, bin) =>
    outcomes.reduce((sum, outcome) => sum + (outcome.product.histogram[bin] ?? 0), 0),
  );
  const [min, max] = [Number(product.min), Number(product.max)];
  const x = scaleLinear([min, max], [LEFT, WIDTH - RIGHT]);
  const y = scaleLinear([0, Math.max(...totals) / cells], [HEIGHT - AXIS, TOP]).nice();
  const width = (WIDTH - RIGHT - LEFT) / bins;
  const stacked = new Array<number>(bins).fill(0);
  const bars = outcomes.flatMap(({ label, product: { histogram } }, outcome) =>
    histogram.flatMap((count, bin) => {
      if (count === 0) return [];
      const from = stacked[bin] ?? 0;
      const to = (stacked[bin] = from + count);
      const top = y(to / cells);
      return [{ outcome, label, x: LEFT + bin * width, y: top, width, height: y(from / cells) - top }];
    }),
  );
  return {
    width: WIDTH,
    height: HEIGHT,
    left: LEFT,
    right: WIDTH - RIGHT,
    bars,
    xTicks: (min === max ? [min] : x.ticks(5)).map((tick) => ({ x: x(tick), text: x.tickFormat(5)(tick) })),
    yTicks: y.ticks(4).map((tick) => ({ y: y(tick), text: y.tickFormat(4, '~%')(tick) })),
    labels: outcomes.map(({ label }) => label),
  };
}
