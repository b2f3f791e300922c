import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataStoreError } from '@quartet/service-kit';
import type { RuleStore } from '../../repository/rule-store';
import { compileChecked } from '../check/check';
import type { Check, CheckTask } from '../check/check-in-worker';
import { ruleFilesOf, ruleNameOf, twinOf } from '../file/file-names';
import { namingProblems } from '../file/naming';
import type { Odds } from '../odds/odds';
import { isError, type RuleProblem, tell } from '../file/problem';
import type { Program } from '../language/program';
import { RuleSet } from './rule-set';
import { whyUnreadable } from '../file/read-errors';
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

/**
 * Reads and checks every rule file (NAME.yaml or NAME.yml) of a folder; odds that `store` knows are not worked out again.
 * @throws {Error} with a sentence for people, where the folder or a file of it cannot be read
 */
export async function loadFolder(folder: string, store: RuleStore, check: Check): Promise<LoadedFile[]> {
  const files = await filesOf(folder);
  const texts = await Promise.all(files.map((file) => readText(folder, file)));
  const kept = await Promise.all(texts.map((text) => keptOdds(text, store)));
  const unknown = texts.filter((_, index) => !kept[index]).map(({ file, yaml }) => ({ file, yaml }));
  const checked = await check(unknown, CHECK_LIMIT_MS);
  return Promise.all(
    texts.map(async (text, index) => {
      const odds = kept[index];
      const naming = namingProblems(text.file, text.yaml, twinOf(text.file, files), text.program?.file.name);
      if (odds) return asLoaded(text.file, naming, ruleSetOf(text, odds));
      const { problems = [], odds: worked } = checked.shift() ?? {};
      const ruleSet = ruleSetOf(text, worked);
      if (ruleSet) await store.keep(ruleSet);
      return asLoaded(text.file, [...naming, ...problems], ruleSet);
    }),
  );
}

async function filesOf(folder: string): Promise<string[]> {
  const inside = await readdir(folder).catch((error: unknown) => {
    throw new Error(`RULES_DIR ${folder}: ${whyUnreadable(error, 'folder')}`, { cause: error });
  });
  return ruleFilesOf(inside);
}

async function readText(folder: string, file: string): Promise<RuleText> {
  const yaml = await readFile(join(folder, file), 'utf8').catch((error: unknown) => {
    throw new Error(`${file}: ${whyUnreadable(error, 'file')}`, { cause: error });
  });
  return { file, yaml, program: compileChecked(yaml) };
}

/** The odds of a rule set that was checked before, under the same version. */
async function keptOdds({ program }: RuleText, store: RuleStore): Promise<Odds | undefined> {
  try {
    return program && (await store.find(program.file.name, versionOf(program.file)))?.odds;
  } catch (error) {
    // Odds can be worked out again; the rules need not wait for the record.
    if (error instanceof DataStoreError) return undefined;
    throw error;
  }
}

const ruleSetOf = ({ program, yaml }: RuleText, odds: Odds | undefined) =>
  program && odds && new RuleSet(program, yaml, odds);

function asLoaded(file: string, problems: RuleProblem[], ruleSet: RuleSet | undefined): LoadedFile {
  const name = ruleNameOf(file);
  const errors = problems.filter(isError).map(tell);
  const warnings = problems.filter((problem) => !isError(problem)).map(tell);
  return ruleSet && errors.length === 0 ? { name, ruleSet, errors, warnings } : { name, errors, warnings };
}
