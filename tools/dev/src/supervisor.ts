import type { ChildProcess } from 'node:child_process';
import { startChild } from './child';
import { type Output, type Printer, printerTo } from './output';
import { type Environment, environmentOf, reachable, type Service } from './services';
import { sourcesOf, watchFolders, type Watching } from './watch';
import { Worker } from './worker';

/** One that cannot start ends by itself, and is named at once: only one that hangs takes so long. */
const START_DEADLINE_MS = 60_000;
/** How much longer than a service may take to finish what is in flight. */
const STOP_MARGIN_MS = 5_000;

export interface Setup {
  root: string;
  env: Environment;
  /** From the sources, and anew when they change. */
  dev: boolean;
  output: Output;
}

/** Starts services, the pages last among them, and keeps an eye on them. */
export class Supervisor {
  private readonly print: Printer;
  private readonly workers: Worker[];
  private readonly host: string;
  private readonly graceMs: number;
  private watching: Watching[] = [];
  private stopping = false;

  constructor(
    private readonly services: Service[],
    private readonly setup: Setup,
  ) {
    const { env, output } = setup;
    this.print = printerTo(output);
    this.host = reachable(env);
    this.graceMs = 2 * Number(env.SHUTDOWN_TIMEOUT_MS ?? 10_000) + Number(env.DRAIN_MS ?? 0) + STOP_MARGIN_MS;
    this.workers = services.map(
      (service) =>
        new Worker(
          service,
          () => this.launch(service),
          (worker, how) => {
            this.died(worker, how);
          },
        ),
    );
  }

  /**
   * Waits for each service, though another does not start, so that all their mistakes are shown at once.
   * @throws {Error} naming the services that do not start
   */
  async ready(): Promise<void> {
    const starts = this.workers.map((worker) => this.whenReady(worker));
    const failures = (await Promise.allSettled(starts)).filter((start) => start.status === 'rejected');
    const sentences = failures.map(({ reason }) => (reason as Error).message);
    if (sentences.length > 0) throw new Error(sentences.join('\n'));
    if (this.setup.dev && !this.stopping)
      this.watching = this.workers.map((worker) => this.restartOnChange(worker));
  }

  /** Stops the pages first, then the others, so that no visit is cut off. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const watching of this.watching) watching.close();
    await this.workers.at(-1)?.stop(this.graceMs);
    await Promise.all(this.workers.map((worker) => worker.stop(this.graceMs)));
  }

  /** Ends all of them at once, whatever they are at. */
  kill(): void {
    for (const worker of this.workers) worker.kill();
  }

  /** Waits until a service is ready, or is known to run without being so, which is told. Gives whether it is ready. */
  private async whenReady(worker: Worker): Promise<boolean> {
    const isReady = await worker.ready(this.host, START_DEADLINE_MS);
    if (!isReady)
      this.setup.output.stderr.write(
        `The ${worker.service.name} service runs, but is not ready yet: it says why above.\n`,
      );
    return isReady;
  }

  private launch(service: Service): ChildProcess {
    const { root, env, dev } = this.setup;
    const child = startChild(service, root, environmentOf(service, this.services, env, dev), dev);
    this.print(service.name, child);
    return child;
  }

  private died(worker: Worker, how: string): void {
    const { dev, output } = this.setup;
    const waitMs = worker.backoffMs();
    const then = dev ? 'when a file changes' : `in ${waitMs / 1000} s; the others go on`;
    output.stderr.write(`The ${worker.service.name} service ended (${how}); it starts again ${then}.\n`);
    if (!dev) setTimeout(() => void this.revive(worker), waitMs).unref();
  }

  private async revive(worker: Worker): Promise<void> {
    await worker.restart(this.graceMs);
    try {
      if (await this.whenReady(worker))
        this.setup.output.stdout.write(`The ${worker.service.name} service is back.\n`);
    } catch (error) {
      // That it ended has been told already.
      if (!worker.hasEnded) this.setup.output.stderr.write(`${(error as Error).message}\n`);
    }
  }

  private restartOnChange(worker: Worker): Watching {
    const { name, folder } = worker.service;
    let last = Promise.resolve();
    return watchFolders(sourcesOf(folder, this.setup.root), () => {
      this.setup.output.stdout.write(`A file changed: the ${name} service starts anew.\n`);
      last = last.then(() => worker.restart(this.graceMs));
    });
  }
}
