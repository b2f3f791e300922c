import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOAD_TYPESCRIPT } from '../../../packages/service-kit/test/fixture';

const MAIN = join(__dirname, '../src/main.ts');

/** A folder of its own for each test, that is gone after it. */
export function aFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quartet-release-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  return () => folder;
}

/** Runs `release` in a folder and gives its exit code and what it said. */
export function release(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: unknown; out: string; err: string }> {
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...env } };
    execFile(process.execPath, [...LOAD_TYPESCRIPT, MAIN, ...args], options, (error, out, err) => {
      resolve({ code: error?.code ?? 0, out, err });
    });
  });
}

/** A repository with one commit of these files; `commit` makes another. */
export function repositoryIn(cwd: string) {
  const identity = { GIT_AUTHOR_NAME: 'Somebody', GIT_AUTHOR_EMAIL: 'somebody@site.example' };
  const committer = { GIT_COMMITTER_NAME: 'Somebody', GIT_COMMITTER_EMAIL: 'somebody@site.example' };
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd, encoding: 'utf8', env: { ...process.env, ...identity, ...committer } });
  const commit = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) {
      execFileSync('mkdir', ['-p', join(cwd, name, '..')]);
      writeFileSync(join(cwd, name), text);
    }
    git('add', '.');
    git('commit', '--quiet', '--message', 'A change');
    return git('rev-parse', 'HEAD').trim();
  };
  git('init', '--quiet', '--initial-branch', 'main');
  return { git, commit };
}
