import type { ChildProcess } from 'node:child_process';
import { hasEnded } from './child';
import { whenReady } from './ready';
import type { Service } from './services';

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 30_000;
/** What ran for so long did not end because of how it starts. */
const STEADY_MS = 60_000;

/** One running service: its process, and after a restart the next one. */
export class Worker {
  private child!: ChildProcess;
  private closed!: Promise<void>;
  private startedAt = 0;
  /** How often in a row it ended soon after its start. */
  private earlyEnds = 0;
  private wasReady = false;
  /** That its process ends is as it should be. */
  private stopping = false;
  /** There shall be no next process. */
  private over = false;

  /** `died` hears of an end that nobody asked for, once the service had been ready. */
  constructor(
    readonly service: Service,
    private readonly launch: () => ChildProcess,
    private readonly died: (worker: Worker, how: string) => void,
  ) {
    this.start();
  }

  /**
   * Waits until it is ready, or alive but not ready for a while. Gives whether it is ready.
   * @throws {Error} naming the service, where it does not answer so within `deadlineMs`
   */
  async ready(host: string, deadlineMs: number): Promise<boolean> {
    try {
      const isReady = await whenReady(this.child, `http://${host}:${this.service.port}`, deadlineMs);
      this.wasReady = true;
      return isReady;
    } catch (error) {
      // Its last words come first.
      if (hasEnded(this.child)) await this.closed;
      const why = (error as Error).message;
      throw new Error(`The ${this.service.name} service did not start: ${why}.`, { cause: error });
    }
  }

  get hasEnded(): boolean {
    return hasEnded(this.child);
  }

  /** How long to wait after an end before the next start, in milliseconds: each time twice as long, unless it ran for a while. */
  backoffMs(): number {
    if (performance.now() - this.startedAt > STEADY_MS) this.earlyEnds = 0;
    return Math.min(FIRST_BACKOFF_MS * 2 ** this.earlyEnds++, LONGEST_BACKOFF_MS);
  }

  /** Asks the process to stop, and waits until it has; after `graceMs` it is killed. */
  async stop(graceMs: number): Promise<void> {
    this.over = true;
    await this.end(graceMs);
  }

  /** Ends the process without asking, and without waiting. */
  kill(): void {
    this.over = true;
    this.stopping = true;
    this.child.kill('SIGKILL');
  }

  async restart(graceMs: number): Promise<void> {
    await this.end(graceMs);
    if (!this.over) this.start();
  }

  private async end(graceMs: number): Promise<void> {
    this.stopping = true;
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), graceMs);
    await this.closed;
    clearTimeout(timer);
  }

  private start(): void {
    const child = this.launch();
    this.child = child;
    this.startedAt = performance.now();
    this.stopping = false;
    this.closed = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        resolve();
        if (this.wasReady && !this.stopping) this.died(this, signal ?? `exit code ${code ?? 0}`);
      });
    });
  }
}
