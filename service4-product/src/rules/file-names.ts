const ENDING = /\.ya?ml$/;

/** The rule files among the files of a folder, in order. */
export const ruleFilesOf = (files: string[]) => files.filter((file) => ENDING.test(file)).sort();

/** The name that the rule set of a file must have: it is found by it, which also rules out doubles. */
export const ruleNameOf = (file: string) => file.replace(ENDING, '');

/** What is wrong where a file is called otherwise than the rule set in it. */
export const misnamed = (name: string) => `the name in it is ${name}: call the file ${name}.yaml`;
