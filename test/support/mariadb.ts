import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createConnection } from 'mysql2/promise';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Small enough to start in a second; durable as by default. */
const OPTIONS = ['--innodb-log-file-size=16M', '--innodb-buffer-pool-size=64M', '--skip-networking'];
/** The programs ask to be told who they run as where that is root. */
const AS_ROOT = process.getuid?.() === 0 ? ['--user=root'] : [];

/** A real MariaDB server on a socket and a data directory of its own. */
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
      ...['--no-defaults', `--datadir=${mariadb.data}`, ...AS_ROOT],
      ...['--auth-root-authentication-method=normal', '--skip-test-db'],
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

  /** Its own: a server that starts deletes whatever temporary tables it finds, and so those of another one. */
  private get temporary(): string {
    return join(this.folder, 'tmp');
  }

  /** The address of a database on it. */
  url(database: string): string {
    return `mysql://root@localhost/${database}?socketPath=${encodeURIComponent(this.socket)}`;
  }

  /** Runs a statement as its administrator. */
  async run(statement: string): Promise<unknown> {
    const connection = await createConnection({ socketPath: this.socket, user: 'root' });
    const [rows] = await connection.query(statement);
    await connection.end();
    return rows;
  }

  /** Starts the server, also anew after it was killed; resolves when it answers. */
  async resume(): Promise<void> {
    this.server = spawn(
      'mariadbd',
      [
        ...['--no-defaults', ...AS_ROOT, `--datadir=${this.data}`, `--socket=${this.socket}`],
        ...[`--pid-file=${join(this.folder, 'pid')}`, `--tmpdir=${this.temporary}`],
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
        if (this.server.exitCode !== null || performance.now() > until) throw error;
        await sleep(20);
      }
    }
  }

  /** Has it hang: resolves when all of its threads have stopped, for until then it may still answer. */
  async freeze(): Promise<void> {
    this.server.kill('SIGSTOP');
    const tasks = `/proc/${this.server.pid ?? 0}/task`;
    const isStopped = async (task: string) =>
      / [Tt] /.test((await readFile(`${tasks}/${task}/stat`, 'utf8')).replace(/^.*\)/, ''));
    while (!(await Promise.all((await readdir(tasks)).map(isStopped))).every(Boolean)) await sleep(5);
  }

  /** Has it go on; whether there was one to go on. */
  thaw(): boolean {
    return this.server.kill('SIGCONT');
  }

  /** Ends the server, unless it has ended by itself, and resolves when it has ended. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.server.exitCode !== null || this.server.signalCode !== null) return;
    const ended = once(this.server, 'exit');
    this.server.kill(signal);
    await ended;
  }

  /** Ends the server, and removes all that it had. */
  async remove(): Promise<void> {
    await this.end('SIGKILL');
    await rm(this.folder, { recursive: true });
  }
}
