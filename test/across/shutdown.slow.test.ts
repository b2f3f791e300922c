import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceProcess, startProcess } from '../support/process';
import { BalancedLoad } from './balanced-load';

const WORKERS = 16;
/** Long enough for the balancer, which polls every 20 ms, on a busy machine too. */
const ENVIRONMENT = { DRAIN_MS: '1000', LOG_LEVEL: 'info' };
/** A slow answer on a busy machine must not count as a lost request. */
const LONG_DEADLINES = { VISIT_DEADLINE_MS: '30000', ATTEMPT_MS: '15000' };

describe('A shutdown under load loses no request', () => {
  const running: ServiceProcess[] = [];
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quartet-'));
  });
  afterAll(async () => {
    await Promise.all(running.map(({ stop }) => stop('SIGKILL')));
    await rm(folder, { recursive: true });
  });

  const start = async (service: string, env: Record<string, string> = {}) => {
    const started = await startProcess(service, { ...ENVIRONMENT, ...env });
    running.push(started);
    return started;
  };

  const stopOneUnderLoad = async (first: ServiceProcess, second: ServiceProcess, path: string) => {
    const load = new BalancedLoad([first.url, second.url], path, WORKERS);
    await load.waitForAnswers(200);
    const exitCode = first.stop('SIGTERM');
    await load.waitForAnswers(200);
    expect(await exitCode).toBe(0);
    await load.waitForAnswers(200);
    const { answered, failures, byReplica } = await load.stop();
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThanOrEqual(600);
    expect(byReplica.get(first.url)).toBeGreaterThan(0);
    expect(byReplica.get(second.url)).toBeGreaterThan(0);
  };

  it('when it stops one of two number services', async () => {
    const [first, second] = await Promise.all([start('service2-number'), start('service2-number')]);
    await stopOneUnderLoad(first, second, '/number?min=1&max=6');
  }, 60_000);

  it('when it stops one of two frontends during visits', async () => {
    const [number, float, product] = await Promise.all([
      start('service2-number'),
      start('service3-float'),
      start('service4-product', {
        DATABASE_URL: `sqlite:${join(folder, 'quartet.db')}`,
        DATABASE_TIMEOUT_MS: '10000',
      }),
    ]);
    const env = { ...LONG_DEADLINES, NUMBER_URL: number.url, FLOAT_URL: float.url, PRODUCT_URL: product.url };
    const [first, second] = await Promise.all([
      start('service1-frontend', env),
      start('service1-frontend', env),
    ]);
    await stopOneUnderLoad(first, second, '/');
  }, 60_000);
});
