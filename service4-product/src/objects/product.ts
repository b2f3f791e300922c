import { formatUnits } from './decimals';

/**
 * The exact product of a whole number and a decimal, in its shortest decimal text: 7 × 0.1 is `0.7`.
 * The decimal is `step` × 10^-decimals.
 */
export const exactProduct = (number: number, step: number, decimals: number) =>
  formatUnits(BigInt(number) * BigInt(step), decimals);
