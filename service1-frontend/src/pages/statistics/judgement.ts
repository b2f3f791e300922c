import type { ChiSquared } from './chi-squared';

/** What a p-value says, for somebody who has never heard of one. */
export function judgement({ pValue }: ChiSquared): string {
  const share = `Fair draws differ from the odds as much as these, or more, in ${howOften(pValue)}`;
  if (pValue >= 0.05) return `${share}: nothing speaks against the odds.`;
  if (pValue >= 0.001) return `${share}: unusual, but it happens. Look again after more draws.`;
  return `${share}: so rarely that something seems to be wrong, be it the draws or somebody who kept drawing until a result pleased.`;
}

function howOften(pValue: number): string {
  if (pValue < 1e-9) return 'fewer than one of a billion such records';
  if (pValue < 0.01) return `about one of ${Math.round(1 / pValue).toLocaleString('en')} such records`;
  return `about ${Math.round(pValue * 100)} of 100 such records`;
}
