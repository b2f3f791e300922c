import type { RecordedObject, RuleSet, Visit } from '@quartet/contracts';
import { notFoundError } from '@quartet/service-kit';
import type { CallContext } from '@quartet/service-kit/client';
import type { Services } from './services';

/**
 * What a visit is there for: draws a number and a float side by side, and has the rules make an object of them.
 * Both are drawn from one seed, the visit's own or a fresh one, so that the object can be drawn again.
 */
export async function drawObject(
  services: Services,
  visit: Visit,
  freshSeed: () => string,
  context: CallContext,
): Promise<RecordedObject> {
  const rule = await findRule(services, visit, context);
  const place = { seed: visit.seed ?? freshSeed(), index: visit.index };
  const [{ number }, { float }] = await Promise.all([
    services.drawNumber(rule.number, place, context),
    services.drawFloat(rule.float, place, context),
  ]);
  return services.makeObject({ rule: rule.name, version: rule.version, number, float, ...place }, context);
}

/** The rule set in its current version, or in the old one that the visit asks for. */
async function findRule(
  services: Services,
  { rule: name, version }: Visit,
  context: CallContext,
): Promise<RuleSet> {
  const rules = await services.rules.all(context);
  const rule = rules.find((candidate) => candidate.name === name);
  if (rule && (version === undefined || version === rule.version)) return rule;
  if (version !== undefined) return services.findRule(name, version, context);
  throw notFoundError(
    `There is no rule set ${name}; there are ${rules.map((known) => known.name).join(', ')}.`,
  );
}
