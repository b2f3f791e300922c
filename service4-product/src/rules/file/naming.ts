import { renamed, ruleNameOf } from './file-names';
import { errorAt, fileError, type RuleProblem } from './problem';
import { readFile } from './read-file';
import { ruleFile } from './rule-file';

/**
 * What is wrong with how a rule file is called: otherwise than the rule set in it, or like its `twin` but for the ending. Where the
 * rule set has been read, its `name` spares reading the file again.
 */
export function namingProblems(
  file: string,
  yaml: string,
  twin: string | undefined,
  name: string | undefined,
): RuleProblem[] {
  const double = twin && fileError(file, `${twin} would be the same rule set: remove one of the two files`);
  return [...(double ? [double] : []), ...(name === ruleNameOf(file) ? [] : misnamed(file, yaml))];
}

function misnamed(file: string, yaml: string): RuleProblem[] {
  const read = readFile(file, yaml);
  if ('problems' in read || !(read.data instanceof Map)) return [];
  const { data: name } = ruleFile.shape.name.safeParse(read.data.get('name'));
  // What is no name at all is told where the file's form is checked.
  if (name === undefined || name === ruleNameOf(file)) return [];
  const message = `the name in it is ${name}: call the file ${renamed(file, name)}`;
  return [read.locate(errorAt(['name'], message))];
}
