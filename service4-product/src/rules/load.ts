import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { compileRules } from './compile';
import { type Mistake, ruleFile } from './rule-file';
import type { RuleSet } from './rule-set';
import { Rulebook } from './rulebook';

/** Rule files are not as they must be: carries a sentence with file and line for each mistake. */
export class RuleFileError extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(`the rules have mistakes:\n${sentences.map((sentence) => `  ${sentence}`).join('\n')}`);
    this.name = 'RuleFileError';
  }
}

/**
 * Reads every rule set of a folder, one YAML file each.
 * @throws {RuleFileError} with all mistakes of all files
 */
export async function loadRules(folder: string): Promise<Rulebook> {
  const files = (await readdir(folder)).filter((file) => /\.ya?ml$/.test(file)).sort();
  if (files.length === 0) throw new RuleFileError([`${folder}: there is no rule file (NAME.yaml) here`]);
  const read = await Promise.all(
    files.map(async (file) => readRules(file, await readFile(join(folder, file), 'utf8'))),
  );
  const sentences = read.flatMap((result) => ('sentences' in result ? result.sentences : []));
  const ruleSets = read.flatMap((result) => ('ruleSet' in result ? [result.ruleSet] : []));
  sentences.push(...misnamed(files, read));
  if (sentences.length > 0) throw new RuleFileError(sentences);
  return new Rulebook(ruleSets);
}

type Read = { ruleSet: RuleSet } | { sentences: string[] };

/** One rule set from its YAML text, or its mistakes as `FILE:LINE: sentence`. */
export function readRules(file: string, yaml: string): Read {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      sentences: document.errors.map(
        ({ pos, message }) => `${file}:${lines.linePos(pos[0]).line}: ${message}`,
      ),
    };
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
    return path.length > 0 ? lineOf(path.slice(0, -1)) : 1;
  };
  const tell = ({ path, message }: Mistake) =>
    `${file}:${lineOf(path)}: ${[path.join('.'), message].join(' ')}`;
  const parsed = ruleFile.safeParse(document.toJS());
  if (!parsed.success) return { sentences: parsed.error.issues.map(tell) };
  const compiled = compileRules(parsed.data);
  return 'mistakes' in compiled ? { sentences: compiled.mistakes.map(tell) } : compiled;
}

/** A rule set is found by its file's name: so it must bear the same, which also rules out doubles. */
function misnamed(files: string[], read: Read[]): string[] {
  return read.flatMap((result, index) => {
    const file = files[index] ?? '';
    if (!('ruleSet' in result)) return [];
    const { name } = result.ruleSet.definition;
    return file.replace(/\.ya?ml$/, '') === name
      ? []
      : [`${file}: the name is ${name}: call the file ${name}.yaml`];
  });
}
