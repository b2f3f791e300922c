import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Push } from './receive';

/** Runs builds one after another in the order of their pushes. */
export class Builds {
  private readonly passed = new Map<string, string>();
  private last: Promise<void> = Promise.resolve();
  private running: ChildProcess | undefined;
  private isStopped = false;
  private number = 0;

  constructor(
    private readonly folder: string,
    private readonly command: readonly string[],
  ) {}

  /** Queues a build and returns its number. */
  add(push: Push): number {
    const number = ++this.number;
    this.last = this.last.then(() => this.build(number, push));
    return number;
  }

  /** Terminates the running build and starts no other. */
  stop(): void {
    this.isStopped = true;
    this.running?.kill('SIGTERM');
  }

  private async build(number: number, { branch, commit }: Push): Promise<void> {
    if (this.isStopped) return;
    const log = openSync(join(this.folder, `${number}.log`), 'w');
    const [program = '', ...args] = this.command;
    const PREVIOUS = this.passed.get(branch) ?? '';
    this.running = spawn(program, args, {
      env: { ...process.env, BRANCH: branch, COMMIT: commit, PREVIOUS, NUMBER: String(number) },
      stdio: ['ignore', log, log],
    });
    const [code] = (await once(this.running, 'close')) as [number | null];
    closeSync(log);
    if (code === 0) this.passed.set(branch, commit);
    writeFileSync(join(this.folder, `${number}.result`), `${code ?? 'terminated'}\n`);
  }
}
