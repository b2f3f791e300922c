/**
 * The exact product of a whole number and a decimal, in its shortest decimal text: 7 × 0.1 is `0.7`.
 * The decimal is `step` × 10^-decimals.
 */
export function exactProduct(number: number, step: number, decimals: number): string {
  const product = BigInt(number) * BigInt(step);
  const sign = product < 0n ? '-' : '';
  const digits = (product < 0n ? -product : product).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${sign}${whole}${fraction && `.${fraction}`}`;
}
