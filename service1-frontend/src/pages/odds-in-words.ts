/** The largest denominator of an approximate fraction. */
const MAX_DENOMINATOR = 10;

/**
 * A probability as a frequency, such as `in 1 of 6 draws`, or `in about 1 of 6 draws` if that is an approximation.
 * A probability below 1/3 becomes one of N, any other a fraction with a small denominator.
 */
export function oddsInWords({ fraction, probability }: { fraction: string; probability: number }): string {
  if (probability === 1) return 'in every draw';
  if (probability === 0) return 'in no draw';
  const [part, whole] = probability < 1 / 3 ? [1, Math.round(1 / probability)] : nearestFraction(probability);
  if (part === whole) return 'in almost every draw';
  const words = `in ${part.toLocaleString('en')} of ${whole.toLocaleString('en')} draws`;
  return `${part}/${whole}` === fraction ? words : `in about ${words.slice(3)}`;
}

function nearestFraction(probability: number): [number, number] {
  const wholes = Array.from({ length: MAX_DENOMINATOR }, (_, index) => index + 1);
  const fractions = wholes.map((whole): [number, number] => [Math.round(probability * whole), whole]);
  const distance = ([part, whole]: [number, number]) => Math.abs(part / whole - probability);
  return fractions.reduce((best, other) => (distance(other) < distance(best) - 1e-12 ? other : best));
}
