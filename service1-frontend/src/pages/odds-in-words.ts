import type { RecordedObject, RuleSet } from '@quartet/contracts';
import { drawnBy } from './drawn-by';

const LARGEST = 10;

/** The odds of an object's outcome, exact and in words; undefined where its rule set is another one by now. */
export function oddsOf(
  object: Pick<RecordedObject, 'rule' | 'version' | 'outcome'>,
  rules: readonly RuleSet[],
) {
  const odds = drawnBy(object, rules)?.outcomes.find(({ label }) => label === object.outcome)?.odds;
  return odds && { ...odds, words: oddsInWords(odds) };
}

/** `in 1 of 6 draws`, with `about` where that is not exact: a rare outcome as one of so many, others by a small fraction. */
export function oddsInWords({ fraction, probability }: { fraction: string; probability: number }): string {
  if (probability === 1) return 'in every draw';
  if (probability === 0) return 'in no draw';
  const [part, whole] = probability < 1 / 3 ? [1, Math.round(1 / probability)] : nearest(probability);
  if (part === whole) return 'in almost every draw';
  const words = `in ${part.toLocaleString('en')} of ${whole.toLocaleString('en')} draws`;
  return `${part}/${whole}` === fraction ? words : `in about ${words.slice(3)}`;
}

/** The fraction nearest to a probability that has a denominator of at most LARGEST. */
function nearest(probability: number): [number, number] {
  const wholes = Array.from({ length: LARGEST }, (_, index) => index + 1);
  const fractions = wholes.map((whole): [number, number] => [Math.round(probability * whole), whole]);
  const distance = ([part, whole]: [number, number]) => Math.abs(part / whole - probability);
  return fractions.reduce((best, other) => (distance(other) < distance(best) - 1e-12 ? other : best));
}
