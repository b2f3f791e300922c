import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceProcess, startBuilt } from './process';

/** The four built services in processes of their own, with a new SQLite database. */
export interface BuiltSite {
  services: Record<'number' | 'float' | 'product' | 'frontend', ServiceProcess>;
  /** Kills the services and deletes the database. */
  remove: () => Promise<void>;
}

/** Starts the site; the services behind the frontend start at the same time. */
export async function startBuiltSite(frontendEnv: Record<string, string> = {}): Promise<BuiltSite> {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-site-'));
  const started: ServiceProcess[] = [];
  const start = async (name: string, env: Record<string, string> = {}) => {
    const service = await startBuilt(name, { LOG_LEVEL: 'info', ...env });
    started.push(service);
    return service;
  };
  const [number, float, product] = await Promise.all([
    start('service2-number'),
    start('service3-float'),
    start('service4-product', { DATABASE_URL: `sqlite:${join(folder, 'quartet.db')}` }),
  ]);
  const urls = { NUMBER_URL: number.url, FLOAT_URL: float.url, PRODUCT_URL: product.url };
  const frontend = await start('service1-frontend', { ...urls, ...frontendEnv });
  const remove = async () => {
    await Promise.all(started.map(({ stop }) => stop('SIGKILL')));
    rmSync(folder, { recursive: true });
  };
  return { services: { number, float, product, frontend }, remove };
}
