import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onCleanup } from './cleanup';
import { startProcess } from './processes';
import { freePorts, type Target, waitForFirstPage } from './target';

/** Starts the floor, which does the work of a visit in one process, with a page of `pageBytes` bytes. */
export async function startFloor(pageBytes: number): Promise<Target> {
  const [port] = await freePorts(1);
  const folder = await mkdtemp(join(tmpdir(), 'quartet-bench-'));
  onCleanup(() => rm(folder, { recursive: true, force: true }));
  const url = `http://127.0.0.1:${port}/`;
  const env = {
    NODE_ENV: 'production',
    PORT: String(port),
    DATABASE: join(folder, 'floor.db'),
    PAGE_BYTES: String(pageBytes),
  };
  const startedAt = performance.now();
  const command = [process.execPath, ...process.execArgv, join(__dirname, 'floor', 'server.ts')];
  const started = startProcess(command, env, { channel: 'ipc' });
  const page = await waitForFirstPage(url, started);
  const startMs = performance.now() - startedAt;
  const pids = { frontend: started.pid };
  return {
    name: 'floor',
    url,
    urls: {},
    startMs,
    pageBytes: Buffer.byteLength(page),
    pids,
    stop: started.stop,
  };
}
