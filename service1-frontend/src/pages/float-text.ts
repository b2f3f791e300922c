import type { RecordedObject, RuleSet } from '@quartet/contracts';
import { drawnBy } from './drawn-by';

/**
 * The float of an object with all the decimals that it was drawn with: 7.50, where JSON has 7.5.
 * An old version of its rule set may have had others than the current one, so there it stays as JSON has it.
 */
export function floatText(
  object: Pick<RecordedObject, 'rule' | 'version' | 'float'>,
  rules: readonly RuleSet[],
): string {
  const ruleSet = drawnBy(object, rules);
  return ruleSet ? object.float.toFixed(ruleSet.float.decimals) : String(object.float);
}
