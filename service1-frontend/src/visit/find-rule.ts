import type { RuleSet, Visit } from '@quartet/contracts';
import { UserInputError } from '@quartet/service-kit';
import type { CallContext } from '@quartet/service-kit/client';
import type { Services } from '../services/services';

/** 404: the rule set does not exist. It lists the existing ones, so that the error page can link to them. */
export class UnknownRuleError extends UserInputError {
  constructor(
    readonly rule: string,
    readonly known: readonly string[],
  ) {
    const detail = `There is no rule set \`${rule}\`. Available rule sets: ${known.join(', ')}.`;
    super(404, 'not-found', 'Not found', detail);
  }
}

/**
 * Finds a rule set in its current version, or in the version that the visit names. Old versions outlive their rule set.
 * @throws {UnknownRuleError} if there is no rule set of that name
 */
export async function findRule(
  services: Services,
  { rule: name, version }: Pick<Visit, 'rule' | 'version'>,
  context: CallContext,
): Promise<RuleSet> {
  const rule = await services.rules.find(name, context);
  if (version !== undefined && version !== rule?.version) return services.findRule(name, version, context);
  if (rule) return rule;
  throw await unknownRuleError(services, name, context);
}

/** The error for a name that no rule set has. */
export async function unknownRuleError(
  services: Services,
  name: string,
  context: CallContext,
): Promise<UnknownRuleError> {
  const rules = await services.rules.all(context);
  return new UnknownRuleError(
    name,
    rules.map((rule) => rule.name),
  );
}
