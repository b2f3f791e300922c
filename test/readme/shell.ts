import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');
const TIMEOUT_MS = 60_000;

/** A bash as a reader has it, in the root of the checkout. */
export interface Shell {
  /** What a command prints, on both streams together. */
  run: (command: string) => Promise<string>;
  close: () => void;
}

export function openShell(): Shell {
  const home = mkdtempSync(join(tmpdir(), 'quartet-readme-'));
  // In a terminal curl shows no progress either.
  writeFileSync(join(home, '.curlrc'), 'no-progress-meter\n');
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, CURL_HOME: home, LC_ALL: 'C.UTF-8' };
  const run = (command: string) =>
    new Promise<string>((resolve, reject) => {
      const script = `exec 2>&1\n${command}`;
      execFile('bash', ['-c', script], { cwd: ROOT, env, timeout: TIMEOUT_MS }, (error, stdout) => {
        // A command may well be shown to fail: what it prints then counts.
        if (error && typeof error.code !== 'number')
          reject(new Error(`It did not come to an end: ${error.message}`, { cause: error }));
        else resolve(stdout);
      });
    });
  const close = () => {
    rmSync(home, { recursive: true });
  };
  return { run, close };
}

/** The lines of a text that ends in a line end, or does without. */
export function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
