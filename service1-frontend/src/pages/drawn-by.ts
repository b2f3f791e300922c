import type { RecordedObject, RuleSet } from '@quartet/contracts';

/** The rule set that an object was drawn by, in just that version; undefined where it is another one by now. */
export const drawnBy = (
  { rule, version }: Pick<RecordedObject, 'rule' | 'version'>,
  rules: readonly RuleSet[],
): RuleSet | undefined => rules.find((current) => current.name === rule && current.version === version);
