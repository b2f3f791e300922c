import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { decodeRuleFile } from '../rules/file/decode';
import { NO_RULE_FILE, ruleFilesOf } from '../rules/file/file-names';
import { describeReadError } from '../read-errors';

/** The path and content of a rule file. */
export interface RuleText {
  path: string;
  yaml: string;
}

/** Reads rule files and folders of rule files. Returns the files, and one sentence for each path that is unreadable or has none. */
export function readPaths(paths: string[]): { texts: RuleText[]; unreadable: string[] } {
  const texts: RuleText[] = [];
  const unreadable: string[] = [];
  const attempt = (path: string, read: () => void) => {
    try {
      read();
    } catch (error) {
      unreadable.push(`${path}: ${describeReadError(error, 'file')}`);
    }
  };
  const readText = (path: string) => {
    attempt(path, () => texts.push({ path, yaml: decodeRuleFile(readFileSync(path)) }));
  };
  for (const path of paths)
    attempt(path, () => {
      if (!statSync(path).isDirectory()) {
        readText(path);
        return;
      }
      const files = ruleFilesOf(readdirSync(path));
      if (files.length === 0) unreadable.push(`${path}: ${NO_RULE_FILE}`);
      for (const file of files) readText(join(path, file));
    });
  return { texts, unreadable };
}
