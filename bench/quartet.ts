import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './lifetime';
import { childrenOf } from './proc';
import { startProcess } from './processes';
import { firstPage, freePorts, HOPS, type Target } from './target';

const ROOT = join(__dirname, '..');
const SUPERVISOR = join(ROOT, 'tools/dev/dist/main.js');
const SERVICE = /service\d-(\w+)\/dist\/server\.js$/;

/** `npm start` as people call it, and what it comes to without npm. */
export const NPM_START = ['npm', '--prefix', ROOT, 'start'];
export const SUPERVISOR_ALONE = [process.execPath, SUPERVISOR];

/** Starts the four services by `command` on free ports, with a database in a folder of their own. */
export async function startQuartet(command = SUPERVISOR_ALONE): Promise<Target> {
  if (!existsSync(SUPERVISOR)) throw new Error('The services are not built: npm run build');
  const [frontend, number, float, product] = await freePorts(4);
  const folder = await mkdtemp(join(tmpdir(), 'quartet-bench-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const url = `http://127.0.0.1:${frontend}/`;
  const began = performance.now();
  const started = startProcess(command, {
    FRONTEND_PORT: String(frontend),
    NUMBER_PORT: String(number),
    FLOAT_PORT: String(float),
    PRODUCT_PORT: String(product),
    DATABASE_URL: `sqlite:${join(folder, 'quartet.db')}`,
    // npm would look on the network for a newer npm.
    npm_config_update_notifier: 'false',
  });
  const page = await firstPage(url, started);
  const startMs = performance.now() - began;
  const pids = pidsUnder(started.pid);
  const missing = HOPS.filter((hop) => !(hop in pids));
  if (missing.length > 0) throw new Error(`There is no process of ${missing.join(', ')} to be seen.`);
  return { name: 'Quartet', url, startMs, pageBytes: Buffer.byteLength(page), pids, stop: started.stop };
}

/** The processes from the one that was started down to the services. */
function pidsUnder(pid: number): Record<string, number> {
  const services = childrenOf(pid).map((child) => ({ ...child, name: SERVICE.exec(child.command)?.[1] }));
  if (services.some(({ name }) => name !== undefined)) {
    return {
      ...Object.fromEntries(services.flatMap(({ name, pid }) => (name === undefined ? [] : [[name, pid]]))),
      supervisor: pid,
    };
  }
  const below = childrenOf(pid).map((child) => pidsUnder(child.pid));
  return { ...Object.assign({}, ...below), npm: pid } as Record<string, number>;
}
