import type { ChildProcess } from 'node:child_process';
import { hasExited, requestStop, whenClosed } from './child';
import { waitUntilReady } from './ready';
import type { Service } from './services';

const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 30_000;
/** After running for this long, a service has started successfully and the back-off starts over. */
const STABLE_MS = 60_000;

/** A supervised service: its process, and the next one after a restart. */
export class Worker {
  private child!: ChildProcess;
  private closed!: Promise<void>;
  private startedAt = 0;
  /** The number of consecutive exits soon after a start. */
  private earlyExits = 0;
  private wasReady = false;
  /** Whether the exit of the current process is expected. */
  private isStopping = false;
  /** Whether restarts are disabled. */
  private isStopped = false;

  /** Calls `onExit` when the process exits unexpectedly after the service has been ready once. */
  constructor(
    readonly service: Service,
    private readonly launch: () => ChildProcess,
    private readonly onExit: (worker: Worker, reason: string) => void,
  ) {
    this.start();
  }

  /**
   * Waits until the service is ready. Returns whether it is: false if it is alive but still not ready after `timeoutMs`.
   * @throws {Error} with the service's name if it does not answer within `timeoutMs`
   */
  async ready(host: string, timeoutMs: number): Promise<boolean> {
    try {
      const isReady = await waitUntilReady(this.child, `http://${host}:${this.service.port}`, timeoutMs);
      this.wasReady = true;
      return isReady;
    } catch (error) {
      // Print the service's own messages first.
      if (hasExited(this.child)) await this.closed;
      const reason = (error as Error).message;
      throw new Error(`The ${this.service.name} service did not start: ${reason}.`, { cause: error });
    }
  }

  get hasExited(): boolean {
    return hasExited(this.child);
  }

  /** Returns the time to wait before the next start, in milliseconds; it doubles with each early exit. */
  nextBackoffMs(): number {
    if (performance.now() - this.startedAt > STABLE_MS) this.earlyExits = 0;
    return Math.min(FIRST_BACKOFF_MS * 2 ** this.earlyExits++, MAX_BACKOFF_MS);
  }

  /** Stops the process and waits for its exit; kills it after `timeoutMs`. */
  async stop(timeoutMs: number): Promise<void> {
    this.isStopped = true;
    await this.stopProcess(timeoutMs);
  }

  /** Kills the process at once, without waiting for its exit. */
  kill(): void {
    this.isStopped = true;
    this.isStopping = true;
    this.child.kill('SIGKILL');
  }

  async restart(timeoutMs: number): Promise<void> {
    await this.stopProcess(timeoutMs);
    if (!this.isStopped) this.start();
  }

  private async stopProcess(timeoutMs: number): Promise<void> {
    this.isStopping = true;
    requestStop(this.child);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), timeoutMs);
    await this.closed;
    clearTimeout(timer);
  }

  private start(): void {
    this.child = this.launch();
    this.startedAt = performance.now();
    this.isStopping = false;
    this.closed = whenClosed(this.child).then((reason) => {
      if (this.wasReady && !this.isStopping) this.onExit(this, reason);
    });
  }
}
