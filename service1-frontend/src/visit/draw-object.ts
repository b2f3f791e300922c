import type { RecordedObject, RuleSet, UnrecordedObject, Visit } from '@quartet/contracts';
import { UpstreamRefusal } from '@quartet/service-kit';
import type { CallContext } from '@quartet/service-kit/client';
import type { DrawInputs } from '../services/batches';
import type { Services } from '../services/services';
import { findRule } from './find-rule';

/**
 * Draws a number and a float in parallel, and has the product service create and record the object.
 * Both values come from one seed, so that the draw can be repeated even if the object could not be recorded.
 */
export async function drawObject(
  services: Services,
  visit: Visit,
  freshSeed: () => string,
  context: CallContext,
): Promise<RecordedObject | UnrecordedObject> {
  const inputs = { seed: visit.seed ?? freshSeed(), index: visit.index };
  try {
    return await drawWith(await findRule(services, visit, context), inputs, services, context);
  } catch (error) {
    if (!isRuleRefused(error)) throw error;
    // The rule files have changed since the cache was filled.
    await services.rules.refresh(context);
    return drawWith(await findRule(services, visit, context), inputs, services, context);
  }
}

async function drawWith(
  rule: RuleSet,
  inputs: DrawInputs,
  services: Services,
  context: CallContext,
): Promise<RecordedObject | UnrecordedObject> {
  const [{ number }, { float }] = await Promise.all([
    services.drawNumber(rule.number, inputs, context),
    services.drawFloat(rule.float, inputs, context),
  ]);
  return services.createObject({ rule: rule.name, version: rule.version, number, float, ...inputs }, context);
}

/** Whether the product service does not know the rule set, or not in this version. */
function isRuleRefused(error: unknown): boolean {
  if (!(error instanceof UpstreamRefusal) || error.service !== 'product') return false;
  return error.faults?.some(({ pointer }) => pointer === '#/rule' || pointer === '#/version') ?? false;
}
