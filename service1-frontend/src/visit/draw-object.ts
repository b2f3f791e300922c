import type { RecordedObject, RuleSet, UnrecordedObject, Visit } from '@quartet/contracts';
import { UpstreamRefusal } from '@quartet/service-kit';
import type { CallContext } from '@quartet/service-kit/client';
import type { Place, Services } from '../services/services';
import { UnknownRuleError } from './unknown-rule';

/**
 * What a visit is there for: draws a number and a float side by side, and has the rules make an object of them.
 * Both are drawn from one seed, the visit's own or a fresh one, so that the object can be drawn again: also where it could not be
 * recorded.
 */
export async function drawObject(
  services: Services,
  visit: Visit,
  freshSeed: () => string,
  context: CallContext,
): Promise<RecordedObject | UnrecordedObject> {
  const place = { seed: visit.seed ?? freshSeed(), index: visit.index };
  try {
    return await drawBy(await findRule(services, visit, context), place, services, context);
  } catch (error) {
    if (!isRuleRefused(error)) throw error;
    // The rule files have changed since the rule sets were asked for.
    await services.rules.renew(context);
    return drawBy(await findRule(services, visit, context), place, services, context);
  }
}

async function drawBy(
  rule: RuleSet,
  place: Place,
  services: Services,
  context: CallContext,
): Promise<RecordedObject | UnrecordedObject> {
  const [{ number }, { float }] = await Promise.all([
    services.drawNumber(rule.number, place, context),
    services.drawFloat(rule.float, place, context),
  ]);
  return services.makeObject({ rule: rule.name, version: rule.version, number, float, ...place }, context);
}

/** Whether the product service knows no such rule set, or not in this version. */
function isRuleRefused(error: unknown): boolean {
  if (!(error instanceof UpstreamRefusal) || error.service !== 'product') return false;
  return error.faults?.some(({ pointer }) => pointer === '#/rule' || pointer === '#/version') ?? false;
}

/** The rule set in its current version, or in the old one that the visit asks for, which stays when the rule set is gone. */
export async function findRule(
  services: Services,
  { rule: name, version }: Pick<Visit, 'rule' | 'version'>,
  context: CallContext,
): Promise<RuleSet> {
  const rule = await services.rules.find(name, context);
  if (version !== undefined && version !== rule?.version) return services.findRule(name, version, context);
  if (rule) return rule;
  throw await unknownRule(services, name, context);
}

export async function unknownRule(
  services: Services,
  name: string,
  context: CallContext,
): Promise<UnknownRuleError> {
  const known = await services.rules.all(context);
  return new UnknownRuleError(
    name,
    known.map((one) => one.name),
  );
}
