import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOAD_TYPESCRIPT } from '../../../packages/service-kit/test/fixture';

const MAIN = join(__dirname, '../src/main.ts');

/** Creates a temporary folder for each test and removes it afterwards. Returns a function that returns its path. */
export function useTemporaryFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quartet-release-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  return () => folder;
}

/** Runs the command in a folder and returns its exit code and output. */
export function runRelease(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...env } };
    execFile(process.execPath, [...LOAD_TYPESCRIPT, MAIN, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

/** Creates an empty repository. `commit` writes files, commits them and returns the commit's id. */
export function createRepository(cwd: string) {
  const author = { GIT_AUTHOR_NAME: 'Test', GIT_AUTHOR_EMAIL: 'test@site.example' };
  const committer = { GIT_COMMITTER_NAME: 'Test', GIT_COMMITTER_EMAIL: 'test@site.example' };
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd, encoding: 'utf8', env: { ...process.env, ...author, ...committer } });
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
