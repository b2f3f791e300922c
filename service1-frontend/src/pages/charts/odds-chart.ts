import type { RuleSet } from '@quartet/contracts';
import { scaleBand, scaleLinear } from 'd3-scale';
import { confidenceInterval } from '../statistics/confidence-interval';

const WIDTH = 420;
const ROW = 44;
const LABEL_WIDTH = 130;
const RIGHT = 24;
const AXIS = 28;

/** Lays out a bar for the odds of each outcome, and a second one for its observed share with the confidence interval; in pixels. */
export function oddsChart({ outcomes, drawn }: RuleSet) {
  const rows = outcomes.map(({ label, odds, observed }) => ({
    label,
    ...odds,
    observed:
      observed === null || !drawn
        ? undefined
        : { share: observed / drawn, count: observed, ...confidenceInterval(observed, drawn) },
  }));
  const height = rows.length * ROW;
  const max = Math.max(
    ...rows.map(({ probability, observed }) => Math.max(probability, observed?.high ?? 0)),
  );
  const x = scaleLinear([0, max], [LABEL_WIDTH, WIDTH - RIGHT]).nice();
  const y = scaleBand(
    rows.map(({ label }) => label),
    [0, height],
  ).padding(0.25);
  const third = y.bandwidth() / 3;
  return {
    width: WIDTH,
    height: height + AXIS,
    xTicks: x.ticks(4).map((tick) => ({ x: x(tick), text: x.tickFormat(4, '~%')(tick) })),
    rows: rows.map(({ label, percent, probability, observed }) => {
      const top = y(label) ?? 0;
      return {
        label,
        percent,
        x: LABEL_WIDTH,
        y: top,
        middle: top + y.bandwidth() / 2,
        odds: { width: x(probability) - LABEL_WIDTH, height: third },
        observed: observed && {
          count: observed.count,
          percent: percentText(observed.share),
          interval: `${percentText(observed.low)} to ${percentText(observed.high)}`,
          y: top + third * 1.6,
          width: x(observed.share) - LABEL_WIDTH,
          height: third,
          low: x(observed.low),
          high: x(observed.high),
        },
      };
    }),
  };
}

const percentText = (share: number) => `${(share * 100).toFixed(2)} %`;
