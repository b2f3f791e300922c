import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onCleanup } from './cleanup';
import { childrenOf } from './proc';
import { startProcess } from './processes';
import { freePorts, HOPS, type Target, waitForFirstPage } from './target';

const ROOT = join(__dirname, '..');
const SUPERVISOR = join(ROOT, 'tools/dev/dist/main.js');
const SERVICE = /service\d-(\w+)\/dist\/server\.js$/;

export const NPM_START = ['npm', '--prefix', ROOT, 'start'];
/** The process that `npm start` runs, without npm around it. */
export const WITHOUT_NPM = [process.execPath, SUPERVISOR];

/** Starts the four services with `command`, on free ports and with a new SQLite database. */
export async function startQuartet(command = WITHOUT_NPM): Promise<Target> {
  if (!existsSync(SUPERVISOR)) throw new Error('The services are not built. Run "npm run build".');
  const [frontend, number, float, product] = await freePorts(4);
  const folder = await mkdtemp(join(tmpdir(), 'quartet-bench-'));
  onCleanup(() => rm(folder, { recursive: true, force: true }));
  const url = `http://127.0.0.1:${frontend}/`;
  const startedAt = performance.now();
  const started = startProcess(command, {
    FRONTEND_PORT: String(frontend),
    NUMBER_PORT: String(number),
    FLOAT_PORT: String(float),
    PRODUCT_PORT: String(product),
    DATABASE_URL: `sqlite:${join(folder, 'quartet.db')}`,
    // Keeps npm from checking the network for a new version.
    npm_config_update_notifier: 'false',
  });
  const page = await waitForFirstPage(url, started);
  const startMs = performance.now() - startedAt;
  const pids = findPids(started.pid);
  const missing = HOPS.filter((hop) => !(hop in pids));
  if (missing.length > 0) throw new Error(`No process found for ${missing.join(', ')}.`);
  const urlOf = (port?: number) => `http://127.0.0.1:${port}/`;
  const urls = { number: urlOf(number), float: urlOf(float), product: urlOf(product) };
  return {
    name: 'Quartet',
    url,
    urls,
    startMs,
    pageBytes: Buffer.byteLength(page),
    pids,
    stop: started.stop,
  };
}

/** The processes from `pid` down to the services, by name. */
function findPids(pid: number): Record<string, number> {
  const services = childrenOf(pid).map((child) => ({ ...child, name: SERVICE.exec(child.command)?.[1] }));
  if (services.some(({ name }) => name !== undefined)) {
    return {
      ...Object.fromEntries(services.flatMap(({ name, pid }) => (name === undefined ? [] : [[name, pid]]))),
      supervisor: pid,
    };
  }
  const below = childrenOf(pid).map((child) => findPids(child.pid));
  return { ...Object.assign({}, ...below), npm: pid } as Record<string, number>;
}
