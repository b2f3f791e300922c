import type { RecordedObject, RuleSet } from '@quartet/contracts';
import type { FloatRange } from '@quartet/draws';

/** The rule set that an object was drawn by, in just that version; undefined where it is another one by now. */
export const drawnBy = (
  { rule, version }: Pick<RecordedObject, 'rule' | 'version'>,
  rules: readonly RuleSet[],
): RuleSet | undefined => rules.find((current) => current.name === rule && current.version === version);

/** The decimals of a rule set as draws take them: with ends that are text. */
export const floatRange = ({ min, max, decimals }: RuleSet['float']): FloatRange => ({
  min: min.toFixed(decimals),
  max: max.toFixed(decimals),
  decimals,
});
