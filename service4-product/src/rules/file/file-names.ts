const EXTENSION = /\.ya?ml$/;

/** The rule files among a folder's files, sorted. */
export const ruleFilesOf = (files: string[]) => files.filter((file) => EXTENSION.test(file)).sort();

/** The mistake of a folder without a rule file. */
export const NO_RULE_FILE = 'there is no rule file (NAME.yaml or NAME.yml) in this folder';

/** The name that a file's rule set must have. */
export const ruleNameOf = (file: string) => file.replace(EXTENSION, '');

/** The name that `file` must have for the rule set `name`, with the same extension. */
export const fileNameFor = (name: string, file: string) => `${name}${EXTENSION.exec(file)?.[0] ?? '.yaml'}`;

/** The file among `files` with the same rule set name: NAME.yml for NAME.yaml. */
export const duplicateOf = (file: string, files: readonly string[]) =>
  files.find((other) => other !== file && ruleNameOf(other) === ruleNameOf(file));
