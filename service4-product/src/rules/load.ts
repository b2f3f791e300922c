import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleStore } from '../repository/rule-store';
import { compileChecked } from './check';
import type { Check, CheckedApart } from './check-apart';
import { isError, type RuleProblem, tell } from './problem';
import { RuleSet } from './rule-set';

/** Long enough for the largest grid on a slow machine. */
const CHECK_LIMIT_MS = 120_000;

/** What a rule file came to: a rule set, perhaps with warnings, or errors. */
export interface LoadedFile {
  /** The name that the rule set of this file has, or must have. */
  name: string;
  ruleSet?: RuleSet;
  errors: string[];
  warnings: string[];
}

/** Reads and checks every rule file (NAME.yaml) of a folder; odds that `store` knows are not worked out again. */
export async function loadFolder(folder: string, store: RuleStore, check: Check): Promise<LoadedFile[]> {
  const names = (await readdir(folder)).filter((file) => /\.ya?ml$/.test(file)).sort();
  const files = await Promise.all(
    names.map(async (file) => ({ file, yaml: await readFile(join(folder, file), 'utf8') })),
  );
  const known = await Promise.all(files.map(({ yaml }) => knownRules(yaml, store)));
  const unknown = files.filter((_, index) => !known[index]);
  const checked = await check(unknown, CHECK_LIMIT_MS);
  const results = known.map((result, index) => result ?? newRules(files[index]?.yaml ?? '', checked.shift()));
  const fresh = results.flatMap(({ ruleSet }, index) => (ruleSet && !known[index] ? [ruleSet] : []));
  await Promise.all(fresh.map((ruleSet) => store.keep(ruleSet)));
  return results.map((result, index) => asLoaded(files[index]?.file ?? '', result));
}

interface Result {
  ruleSet?: RuleSet;
  problems: RuleProblem[];
}

/** A rule set that was checked before, under the same version. */
async function knownRules(yaml: string, store: RuleStore): Promise<Result | undefined> {
  const program = compileChecked(yaml);
  const kept = program && (await store.find(program.file.name, RuleSet.versionOf(program)));
  return kept && { ruleSet: new RuleSet(program, yaml, kept.odds), problems: [] };
}

function newRules(yaml: string, { problems, odds }: CheckedApart = { problems: [] }): Result {
  const program = odds && compileChecked(yaml);
  return program ? { ruleSet: new RuleSet(program, yaml, odds), problems } : { problems };
}

function asLoaded(file: string, { ruleSet, problems }: Result): LoadedFile {
  const name = file.replace(/\.ya?ml$/, '');
  const errors = problems.filter(isError).map(tell);
  const warnings = problems.filter((problem) => !isError(problem)).map(tell);
  if (!ruleSet) return { name, errors, warnings };
  // A rule set is found by its file's name: so it must bear the same, which also rules out doubles.
  if (ruleSet.name === name) return { name, ruleSet, errors, warnings };
  return {
    name,
    errors: [`${file}: the name in it is ${ruleSet.name}: call the file ${ruleSet.name}.yaml`],
    warnings,
  };
}
