import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleStore } from '../repository/rule-store';
import { compileChecked } from './check';
import type { Check, CheckTask } from './check-apart';
import { misnamed, ruleFilesOf, ruleNameOf } from './file-names';
import type { Odds } from './odds';
import { isError, type RuleProblem, tell } from './problem';
import type { Program } from './program';
import { RuleSet } from './rule-set';
import { versionOf } from './version';

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

/** A rule file that has been read; `program` is undefined where the file has mistakes. */
interface RuleText extends CheckTask {
  program: Program | undefined;
}

/** Reads and checks every rule file (NAME.yaml) of a folder; odds that `store` knows are not worked out again. */
export async function loadFolder(folder: string, store: RuleStore, check: Check): Promise<LoadedFile[]> {
  const texts = await Promise.all(ruleFilesOf(await readdir(folder)).map((file) => readText(folder, file)));
  const kept = await Promise.all(texts.map((text) => keptOdds(text, store)));
  const unknown = texts.filter((_, index) => !kept[index]).map(({ file, yaml }) => ({ file, yaml }));
  const checked = await check(unknown, CHECK_LIMIT_MS);
  return Promise.all(
    texts.map(async (text, index) => {
      const odds = kept[index];
      if (odds) return asLoaded(text.file, [], ruleSetOf(text, odds));
      const { problems = [], odds: worked } = checked.shift() ?? {};
      const ruleSet = ruleSetOf(text, worked);
      if (ruleSet) await store.keep(ruleSet);
      return asLoaded(text.file, problems, ruleSet);
    }),
  );
}

async function readText(folder: string, file: string): Promise<RuleText> {
  const yaml = await readFile(join(folder, file), 'utf8');
  return { file, yaml, program: compileChecked(yaml) };
}

/** The odds of a rule set that was checked before, under the same version. */
async function keptOdds({ program }: RuleText, store: RuleStore): Promise<Odds | undefined> {
  return program && (await store.find(program.file.name, versionOf(program.file)))?.odds;
}

const ruleSetOf = ({ program, yaml }: RuleText, odds: Odds | undefined) =>
  program && odds && new RuleSet(program, yaml, odds);

function asLoaded(file: string, problems: RuleProblem[], ruleSet: RuleSet | undefined): LoadedFile {
  const name = ruleNameOf(file);
  const errors = problems.filter(isError).map(tell);
  const warnings = problems.filter((problem) => !isError(problem)).map(tell);
  if (!ruleSet) return { name, errors, warnings };
  if (ruleSet.name !== name) return { name, errors: [`${file}: ${misnamed(ruleSet.name)}`], warnings };
  return { name, ruleSet, errors, warnings };
}
