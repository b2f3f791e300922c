import { fileNameFor, ruleNameOf } from './file-names';
import { parseRuleFile } from './parse';
import { errorAt, fileError, type RuleProblem } from './problem';
import { ruleFile } from './rule-file';

/**
 * Checks that a file is named after its rule set, and that no `duplicate` claims the same rule set with the other extension.
 * `name` is the rule set's name; without it, the file is parsed for the name.
 */
export function fileNameProblems(
  file: string,
  yaml: string,
  duplicate: string | undefined,
  name: string | undefined,
): RuleProblem[] {
  const problems = name === ruleNameOf(file) ? [] : nameMismatch(file, yaml);
  if (duplicate === undefined) return problems;
  const message = `${duplicate} is the same rule set: remove one of the two files`;
  return [fileError(file, message), ...problems];
}

function nameMismatch(file: string, yaml: string): RuleProblem[] {
  const parsed = parseRuleFile(file, yaml);
  if ('problems' in parsed || !(parsed.data instanceof Map)) return [];
  const { data: name } = ruleFile.shape.name.safeParse(parsed.data.get('name'));
  // An invalid name is reported by the check of the file's form.
  if (name === undefined || name === ruleNameOf(file)) return [];
  const message = `the rule set is named ${name}: rename the file to ${fileNameFor(name, file)}`;
  return [parsed.locate(errorAt(['name'], message))];
}
