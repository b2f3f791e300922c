import type { RecordedObject, RuleSet } from '@quartet/contracts';

type DrawnBy = Pick<RecordedObject, 'rule' | 'version' | 'float'>;

/**
 * The float of an object with all the decimals that it was drawn with: 7.50, where JSON has 7.5.
 * An old version of its rule set may have had others than the current one, so there it stays as JSON has it.
 */
export function floatText({ rule, version, float }: DrawnBy, rules: readonly RuleSet[]): string {
  const drawnBy = rules.find((current) => current.name === rule && current.version === version);
  return drawnBy ? float.toFixed(drawnBy.float.decimals) : String(float);
}
