import type { ChildProcess } from 'node:child_process';
import { startChild } from './child';
import { type Output, type Printer, printerTo } from './output';
import { type Environment, environmentOf, reachable, type Service } from './services';
import { sourcesOf, watchFolders, type Watching } from './watch';
import { Worker } from './worker';

const START_DEADLINE_MS = 30_000;
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
  /** Resolves when every service has ended though nobody asked for it. */
  readonly abandoned: Promise<void>;
  private abandon!: () => void;
  private readonly print: Printer;
  private readonly workers: Worker[];
  private readonly graceMs: number;
  private watching: Watching[] = [];
  private stopping = false;

  constructor(
    private readonly services: Service[],
    private readonly setup: Setup,
  ) {
    const { env, output } = setup;
    this.abandoned = new Promise((resolve) => (this.abandon = resolve));
    this.print = printerTo(output);
    this.graceMs = Number(env.SHUTDOWN_TIMEOUT_MS ?? 10_000) + Number(env.DRAIN_MS ?? 0) + STOP_MARGIN_MS;
    this.workers = services.map(
      (service) =>
        new Worker(
          service,
          () => this.launch(service),
          (how) => {
            this.died(service, how);
          },
        ),
    );
  }

  /** @throws {Error} naming the service that does not start */
  async ready(): Promise<void> {
    const host = reachable(this.setup.env);
    await Promise.all(this.workers.map((worker) => worker.ready(host, START_DEADLINE_MS)));
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

  private launch(service: Service): ChildProcess {
    const { root, env, dev } = this.setup;
    const child = startChild(service, root, environmentOf(service, this.services, env, dev), dev);
    this.print(service.name, child);
    return child;
  }

  private died({ name }: Service, how: string): void {
    const { dev, output } = this.setup;
    const left = this.workers.some((worker) => !worker.hasEnded);
    const then = dev ? 'it starts again when a file changes' : left ? 'the others go on' : 'none is left';
    output.stderr.write(`The ${name} service ended (${how}); ${then}.\n`);
    if (!left && !dev) this.abandon();
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
