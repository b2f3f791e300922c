import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createConnection } from 'mysql2/promise';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Small buffers, to start within a second. Durability settings keep their defaults. */
const OPTIONS = ['--innodb-log-file-size=16M', '--innodb-buffer-pool-size=64M', '--skip-networking'];
/** MariaDB refuses to run as root without this option. */
const AS_ROOT = process.getuid?.() === 0 ? ['--user=root'] : [];

/** A real MariaDB server with a private socket and data directory. */
export class Mariadb {
  private server!: ChildProcess;

  private constructor(
    private readonly folder: string,
    private readonly options: string[],
  ) {}

  static async start(options: string[] = []): Promise<Mariadb> {
    const folder = await mkdtemp(join(tmpdir(), 'quartet-mariadb-'));
    const mariadb = new Mariadb(folder, options);
    await mkdir(mariadb.temporary);
    await promisify(execFile)('mariadb-install-db', [
      '--no-defaults',
      `--datadir=${mariadb.data}`,
      ...AS_ROOT,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ]);
    await mariadb.resume();
    return mariadb;
  }

  get socket(): string {
    return join(this.folder, 'socket');
  }

  get data(): string {
    return join(this.folder, 'data');
  }

  /** A private folder: a starting server deletes all temporary tables that it finds, including those of other servers. */
  private get temporary(): string {
    return join(this.folder, 'tmp');
  }

  /** The URL of a database on this server. */
  url(database: string): string {
    return `mysql://root@localhost/${database}?socketPath=${encodeURIComponent(this.socket)}`;
  }

  /** The process id of the running server. */
  get pid(): number {
    return this.server.pid ?? 0;
  }

  /** Whether the server has neither exited nor been killed. */
  get isRunning(): boolean {
    return this.server.exitCode === null && this.server.signalCode === null;
  }

  /** Runs a statement as root. */
  async run(statement: string): Promise<unknown> {
    const connection = await createConnection({ socketPath: this.socket, user: 'root' });
    const [rows] = await connection.query(statement);
    await connection.end();
    return rows;
  }

  /** Starts the server, or restarts it after it was killed. Resolves when it answers. */
  async resume(): Promise<void> {
    this.server = spawn(
      'mariadbd',
      [
        '--no-defaults',
        ...AS_ROOT,
        `--datadir=${this.data}`,
        `--socket=${this.socket}`,
        `--pid-file=${join(this.folder, 'pid')}`,
        `--tmpdir=${this.temporary}`,
        ...OPTIONS,
        ...this.options,
      ],
      { stdio: 'ignore' },
    );
    const until = performance.now() + 60_000;
    for (;;) {
      try {
        await this.run('select 1');
        return;
      } catch (error) {
        if (!this.isRunning || performance.now() > until) throw error;
        await sleep(20);
      }
    }
  }

  /** Stops all threads with SIGSTOP. Resolves when the last one has stopped, because the server may answer until then. */
  async freeze(): Promise<void> {
    this.server.kill('SIGSTOP');
    const tasks = `/proc/${this.pid}/task`;
    const isStopped = async (task: string) =>
      / [Tt] /.test((await readFile(`${tasks}/${task}/stat`, 'utf8')).replace(/^.*\)/, ''));
    while (!(await Promise.all((await readdir(tasks)).map(isStopped))).every(Boolean)) await sleep(5);
  }

  /** Continues a frozen server. Returns whether its process still existed. */
  thaw(): boolean {
    return this.server.kill('SIGCONT');
  }

  /** Sends a signal unless the server has already exited. Resolves when it has exited. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.server, 'exit');
    this.server.kill(signal);
    await ended;
  }

  /** Kills the server and deletes its files. */
  async remove(): Promise<void> {
    await this.end('SIGKILL');
    await rm(this.folder, { recursive: true });
  }
}
