/** The value below which the share `part` of the values lies; NaN for an empty list. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** Formats the median with the lowest and the highest value: `231 (210–240)`. */
export function formatSpread(values: readonly number[], digits: number): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}

/** Divides `first` by `second`, pair by pair. */
export function ratios(first: readonly number[], second: readonly number[]): number[] {
  return first.map((value, index) => value / (second[index] ?? NaN));
}

export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
