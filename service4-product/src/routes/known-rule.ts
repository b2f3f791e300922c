import { notFoundError } from '@quartet/service-kit';
import type { RuleSet } from '../rules/book/rule-set';
import type { Rulebook } from '../rules/book/rulebook';

/** The rule set of that name, as it is or in an old version. @throws {UserInputError} 404 where there is none */
export async function knownRule(
  rulebook: Rulebook,
  name: string,
  version: string | undefined,
): Promise<RuleSet> {
  const current = rulebook.find(name);
  const ruleSet = version === undefined ? current : await rulebook.findVersion(name, version);
  if (ruleSet) return ruleSet;
  if (version !== undefined) throw notFoundError(`There is no version ${version} of a rule set ${name}.`);
  throw notFoundError(`There is no rule set ${name}; there are ${rulebook.names.join(', ')}.`);
}
