import type { ChildProcess } from 'node:child_process';
import { startChild } from './child';
import { type Output, type Printer, printerTo } from './output';
import { type Environment, environmentOf, reachableHost, type Service } from './services';
import { sourcesOf, watchFolders, type Watcher } from './watch';
import { Worker } from './worker';

/** Only a hanging service takes this long: one that cannot start exits, which is noticed at once. */
const START_TIMEOUT_MS = 60_000;
/** The time that a service has to stop, in addition to its own timeouts. */
const STOP_MARGIN_MS = 5_000;

export interface Setup {
  root: string;
  env: Environment;
  /** Run from the sources, and restart services when they change. */
  dev: boolean;
  output: Output;
}

/** Starts and supervises services; the frontend is the last of them. */
export class Supervisor {
  private readonly print: Printer;
  private readonly workers: Worker[];
  private readonly host: string;
  private readonly stopTimeoutMs: number;
  private watchers: Watcher[] = [];
  private stopping = false;

  constructor(
    private readonly services: Service[],
    private readonly setup: Setup,
  ) {
    const { env, output } = setup;
    this.print = printerTo(output);
    this.host = reachableHost(env);
    this.stopTimeoutMs =
      2 * Number(env.SHUTDOWN_TIMEOUT_MS ?? 10_000) + Number(env.DRAIN_MS ?? 0) + STOP_MARGIN_MS;
    this.workers = services.map(
      (service) =>
        new Worker(
          service,
          () => this.launch(service),
          (worker, reason) => {
            this.onExit(worker, reason);
          },
        ),
    );
  }

  /**
   * Waits for every service, even after one has failed, so that all errors are reported together.
   * @throws {Error} with the services that did not start
   */
  async ready(): Promise<void> {
    const starts = this.workers.map((worker) => this.waitUntilReady(worker));
    const failures = (await Promise.allSettled(starts)).filter((start) => start.status === 'rejected');
    const messages = failures.map(({ reason }) => (reason as Error).message);
    if (messages.length > 0) throw new Error(messages.join('\n'));
    if (this.setup.dev && !this.stopping)
      this.watchers = this.workers.map((worker) => this.restartOnChange(worker));
  }

  /** Stops the frontend before the services that it calls, so that visits in flight are completed. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const watcher of this.watchers) watcher.close();
    await this.workers.at(-1)?.stop(this.stopTimeoutMs);
    await Promise.all(this.workers.map((worker) => worker.stop(this.stopTimeoutMs)));
  }

  /** Kills all services at once. */
  kill(): void {
    for (const worker of this.workers) worker.kill();
  }

  /** Waits until a service is ready, and reports one that is alive but not ready. Returns whether it is ready. */
  private async waitUntilReady(worker: Worker): Promise<boolean> {
    const isReady = await worker.ready(this.host, START_TIMEOUT_MS);
    if (!isReady)
      this.setup.output.stderr.write(
        `The ${worker.service.name} service is running but not ready yet. See its log above.\n`,
      );
    return isReady;
  }

  private launch(service: Service): ChildProcess {
    const { root, env, dev } = this.setup;
    const child = startChild(service, root, environmentOf(service, this.services, env, dev), dev);
    this.print(service.name, child);
    return child;
  }

  private onExit(worker: Worker, reason: string): void {
    const { dev, output } = this.setup;
    const waitMs = worker.nextBackoffMs();
    const when = dev ? 'when a file changes' : `in ${waitMs / 1000} s; the other services continue`;
    output.stderr.write(`The ${worker.service.name} service exited (${reason}). It restarts ${when}.\n`);
    if (!dev) setTimeout(() => void this.restart(worker), waitMs).unref();
  }

  private async restart(worker: Worker): Promise<void> {
    await worker.restart(this.stopTimeoutMs);
    try {
      if (await this.waitUntilReady(worker))
        this.setup.output.stdout.write(`The ${worker.service.name} service is ready again.\n`);
    } catch (error) {
      // `onExit` has reported an exit already.
      if (!worker.hasExited) this.setup.output.stderr.write(`${(error as Error).message}\n`);
    }
  }

  private restartOnChange(worker: Worker): Watcher {
    const { name, folder } = worker.service;
    let last = Promise.resolve();
    return watchFolders(sourcesOf(folder, this.setup.root), () => {
      this.setup.output.stdout.write(`A file changed: restarting the ${name} service.\n`);
      last = last.then(() => worker.restart(this.stopTimeoutMs));
    });
  }
}
