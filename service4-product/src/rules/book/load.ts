import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataStoreError } from '@quartet/service-kit';
import { describeReadError } from '../../read-errors';
import type { RuleStore } from '../../repository/rule-store';
import { compileChecked } from '../check/check';
import type { Check, CheckTask } from '../check/check-in-worker';
import { decodeRuleFile } from '../file/decode';
import { fileNameProblems } from '../file/file-name-problems';
import { duplicateOf, ruleFilesOf, ruleNameOf } from '../file/file-names';
import { formatProblem, isError, type RuleProblem } from '../file/problem';
import type { Program } from '../language/program';
import type { Odds } from '../odds/odds';
import { RuleSet } from './rule-set';
import { versionOf } from './version';

/** Long enough for the largest grid on a slow machine. */
const CHECK_LIMIT_MS = 120_000;

/** The result of loading a rule file: a rule set, perhaps with warnings, or errors. */
export interface LoadedFile {
  /** The name that the rule set of this file must have. */
  name: string;
  ruleSet?: RuleSet;
  errors: string[];
  warnings: string[];
}

/** The text of a rule file; `program` is undefined when the file has mistakes. */
interface RuleText extends CheckTask {
  program: Program | undefined;
}

/**
 * Reads and checks every rule file (NAME.yaml or NAME.yml) of a folder. Odds that `store` has are not computed again.
 * @throws {Error} with the path and the reason, when the folder or one of its files cannot be read
 */
export async function loadFolder(folder: string, store: RuleStore, check: Check): Promise<LoadedFile[]> {
  const files = await filesOf(folder);
  const texts = await Promise.all(files.map((file) => readText(folder, file)));
  const storedOdds = await Promise.all(texts.map((text) => findOdds(text, store)));
  const unchecked = texts.filter((_, index) => !storedOdds[index]).map(({ file, yaml }) => ({ file, yaml }));
  const reports = await check(unchecked, CHECK_LIMIT_MS);
  return Promise.all(
    texts.map(async (text, index) => {
      const { file, yaml, program } = text;
      const nameProblems = fileNameProblems(file, yaml, duplicateOf(file, files), program?.file.name);
      const stored = storedOdds[index];
      if (stored) return toLoadedFile(file, nameProblems, toRuleSet(text, stored));
      const { problems = [], odds } = reports.shift() ?? {};
      const ruleSet = toRuleSet(text, odds);
      if (ruleSet) await store.save(ruleSet);
      return toLoadedFile(file, [...nameProblems, ...problems], ruleSet);
    }),
  );
}

async function filesOf(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch((error: unknown) => {
    throw new Error(`RULES_DIR ${folder}: ${describeReadError(error, 'folder')}`, { cause: error });
  });
  return ruleFilesOf(files);
}

async function readText(folder: string, file: string): Promise<RuleText> {
  const bytes = await readFile(join(folder, file)).catch((error: unknown) => {
    throw new Error(`${file}: ${describeReadError(error, 'file')}`, { cause: error });
  });
  const yaml = decodeRuleFile(bytes);
  return { file, yaml, program: compileChecked(yaml) };
}

/** The odds of an earlier check of the same version. */
async function findOdds({ program }: RuleText, store: RuleStore): Promise<Odds | undefined> {
  try {
    const stored = program && (await store.find(program.file.name, versionOf(program.file)));
    return stored?.isChecked ? stored.odds : undefined;
  } catch (error) {
    // Odds can be computed again, so the rules do not wait for the database.
    if (error instanceof DataStoreError) return undefined;
    throw error;
  }
}

const toRuleSet = ({ program, yaml }: RuleText, odds: Odds | undefined) =>
  program && odds && new RuleSet(program, yaml, odds);

function toLoadedFile(file: string, problems: RuleProblem[], ruleSet: RuleSet | undefined): LoadedFile {
  const name = ruleNameOf(file);
  const errors = problems.filter(isError).map(formatProblem);
  const warnings = problems.filter((problem) => !isError(problem)).map(formatProblem);
  return ruleSet && errors.length === 0 ? { name, ruleSet, errors, warnings } : { name, errors, warnings };
}
