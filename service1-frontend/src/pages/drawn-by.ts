import type { RuleSet } from '@quartet/contracts';
import type { FloatRange } from '@quartet/draws';

/** The decimals of a rule set as draws take them: with ends that are text. */
export const floatRange = ({ min, max, decimals }: RuleSet['float']): FloatRange => ({
  min: min.toFixed(decimals),
  max: max.toFixed(decimals),
  decimals,
});
