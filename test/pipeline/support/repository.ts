import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Ended, type Running, runPipeline, readStages, startPipeline } from './run-pipeline';

/** A small repository for one test, with its build results. */
export interface Repository {
  path: (...names: string[]) => string;
  read: (...names: string[]) => string;
  /** Writes a file outside the repository, so that builds do not contain it, and returns its path. */
  write: (name: string, text: string) => string;
  start: (args?: readonly string[], env?: Record<string, string>) => Running;
  build: (args?: readonly string[], env?: Record<string, string>) => Promise<Ended>;
  stages: () => Promise<Record<string, string>>;
  head: string;
}

const folders: string[] = [];

export function removeRepositories(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function repositoryWith(files: Record<string, string>): Repository {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-pipeline-'));
  folders.push(folder);
  const path = (...names: string[]) => join(folder, ...names);
  const write = (name: string, text: string) => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
    return path(name);
  };
  for (const [name, text] of Object.entries(files)) write(join('repository', name), text);
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', path('repository'), ...args], { encoding: 'utf8' }).trim();
  git('init', '--quiet');
  git('add', '--all');
  git('-c', 'user.name=test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '--message', 'first');
  const report = path('report.tsv');
  const common = ['--repository', path('repository'), '--output', path('output'), '--report', report];
  return {
    path,
    read: (...names) => readFileSync(path(...names), 'utf8'),
    write,
    start: (args = [], env = {}) => startPipeline([...common, ...args], env),
    build: (args = [], env = {}) => runPipeline([...common, ...args], env),
    stages: () => readStages(report),
    head: git('rev-parse', 'HEAD'),
  };
}

/** Creates a repository that contains only a Jenkinsfile. */
export const repositoryOf = (jenkinsfile: string): Repository => repositoryWith({ Jenkinsfile: jenkinsfile });

/** Returns a pipeline with these stages and sections. */
export const pipelineOf = (stages: string, more = ''): string =>
  `pipeline {\n    agent any\n    stages {\n${stages}\n    }\n${more}\n}\n`;

export const stage = (name: string, steps: string, more = ''): string =>
  `        stage('${name}') {\n${more}\n            steps {\n${steps}\n            }\n        }`;

/** Returns the lines that steps printed with the prefix `> `, without the prefix. */
export const echoed = (stdout: string): string[] =>
  stdout
    .split('\n')
    .filter((line) => /(^|\] )> /.test(line))
    .map((line) => line.replace(/^(\[\w+\] )?> /, '$1'));
