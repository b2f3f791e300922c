const ENDING = /\.ya?ml$/;

/** The rule files among the files of a folder, in order. */
export const ruleFilesOf = (files: string[]) => files.filter((file) => ENDING.test(file)).sort();

/** What is wrong with a folder that has none. */
export const NO_RULE_FILE = 'there is no rule file (NAME.yaml or NAME.yml) in this folder';

/** The name that the rule set of a file must have: it is found by it. */
export const ruleNameOf = (file: string) => file.replace(ENDING, '');

/** A file's name as it is, but for another rule set. */
export const renamed = (file: string, name: string) => `${name}${ENDING.exec(file)?.[0] ?? '.yaml'}`;

/** The one among `files` that would be the same rule set: NAME.yml beside NAME.yaml. */
export const twinOf = (file: string, files: readonly string[]) =>
  files.find((other) => other !== file && ruleNameOf(other) === ruleNameOf(file));
