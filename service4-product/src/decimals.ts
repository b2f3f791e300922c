/** The digits after the point that a decimal may have. */
const DECIMALS = 15;

/** The exact sum of decimal texts with at most 15 digits after the point: 0.1 and 0.2 are `0.3`. */
export const sumOf = (texts: readonly string[]) =>
  formatUnits(texts.reduce((sum, text) => sum + unitsOf(text), 0n));

/** The negative of a decimal text. */
export const negated = (text: string) => formatUnits(-unitsOf(text));

/** The exact product of `number` and `step` × 10^-`decimals`, in its shortest decimal text: 7 × 0.1 is `0.7`. */
export const exactProduct = (number: number, step: number, decimals: number) =>
  formatUnits(BigInt(number) * BigInt(step), decimals);

/** A decimal text as a whole number of 10^-15. */
export function unitsOf(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(DECIMALS, '0'));
}

/** The decimal `units` × 10^-`decimals`, in its shortest decimal text. */
export function formatUnits(units: bigint, decimals = DECIMALS): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${sign}${whole}${fraction && `.${fraction}`}`;
}
