import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');
const TIMEOUT_MS = 60_000;

/** A bash in the root of the checkout. */
export interface Shell {
  /** Runs a command and returns its standard output and standard error, interleaved. */
  run: (command: string) => Promise<string>;
  close: () => void;
}

export function openShell(): Shell {
  const home = mkdtempSync(join(tmpdir(), 'quartet-readme-'));
  // The documents show what curl prints in a terminal, without the progress meter.
  writeFileSync(join(home, '.curlrc'), 'no-progress-meter\n');
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, CURL_HOME: home, LC_ALL: 'C.UTF-8' };
  const run = (command: string) =>
    new Promise<string>((resolve, reject) => {
      const script = `exec 2>&1\n${command}`;
      execFile('bash', ['-c', script], { cwd: ROOT, env, timeout: TIMEOUT_MS }, (error, stdout) => {
        // A document may show a command that fails, so an exit code is not an error here.
        if (error && typeof error.code !== 'number')
          reject(new Error(`The command did not finish: ${error.message}`, { cause: error }));
        else resolve(stdout);
      });
    });
  const close = () => {
    rmSync(home, { recursive: true });
  };
  return { run, close };
}

/** Splits a text into lines; a trailing line end adds no empty line. */
export function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
