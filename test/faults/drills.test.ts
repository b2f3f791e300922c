import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Alert, type Prometheus, startPrometheus } from '../support/prometheus';
import { type ServiceProcess, startBuilt } from '../support/process';
import { waitUntil } from '../support/wait-until';
import { ALERTS_FILE, dashboardQueries } from './monitoring';

const VISIT_EVERY_MS = 100;
/** Replaces the windows and waiting times of minutes, so that alerts fire and resolve within seconds. */
const WINDOW = '6s';
const shortened = (rules: string) => rules.replace(/\[5m\]/g, `[${WINDOW}]`).replace(/for: \dm/g, 'for: 1s');

const FRONTEND = 'service1-frontend';
const NUMBER = 'service2-number';
const FLOAT = 'service3-float';
const PRODUCT = 'service4-product';

describe('A drill in the running site, watched by Prometheus', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-drills-'));
  const services = new Map<string, ServiceProcess>();
  let prometheus: Prometheus | undefined;
  let visiting: Promise<void>;
  let isVisiting = true;

  const start = async (name: string, env: Record<string, string> = {}) => {
    services.set(name, await startBuilt(name, { LOG_LEVEL: 'info', DRILLS: 'on', DRAIN_MS: '0', ...env }));
  };
  const urlOf = (name: string) => services.get(name)!.url;

  beforeAll(async () => {
    await start(NUMBER);
    await start(FLOAT);
    await start(PRODUCT, { DATABASE_URL: `sqlite:${join(folder, 'quartet.db')}` });
    await start(FRONTEND, {
      NUMBER_URL: urlOf(NUMBER),
      FLOAT_URL: urlOf(FLOAT),
      PRODUCT_URL: urlOf(PRODUCT),
    });
    const targets = [...services].map(([name, { url }]): [string, string] => [name, new URL(url).host]);
    const rules = shortened(readFileSync(ALERTS_FILE, 'utf8'));
    prometheus = await startPrometheus(folder, Object.fromEntries(targets), rules);
    visiting = visit();
    await waitUntil(async () => (await prometheus!.query('up == 1')).length === 4);
    await waitUntil(async () => (await prometheus!.alerts()).length === 0);
  });
  afterAll(async () => {
    isVisiting = false;
    await visiting;
    await prometheus?.stop();
    await Promise.all([...services.values()].map(({ stop }) => stop('SIGKILL')));
    rmSync(folder, { recursive: true });
  });

  /** Visits the site at a steady rate, whether or not earlier visits have ended. */
  async function visit(): Promise<void> {
    const visits = new Set<Promise<unknown>>();
    while (isVisiting) {
      const call = fetch(urlOf(FRONTEND), { headers: { Accept: 'text/plain' } })
        .then((response) => response.text())
        .catch(() => undefined)
        .finally(() => visits.delete(call));
      visits.add(call);
      await sleep(VISIT_EVERY_MS);
    }
    await Promise.all(visits);
  }

  async function startDrill(name: string, drill: object): Promise<void> {
    const body = JSON.stringify({ seconds: 120, ...drill });
    const headers = { 'Content-Type': 'application/json' };
    const { status } = await fetch(`${urlOf(name)}/drills`, { method: 'POST', headers, body });
    expect(status).toBe(201);
  }
  const endDrill = (name: string) => fetch(`${urlOf(name)}/drills`, { method: 'DELETE' });

  const firing = async (alertname: string, labels: Record<string, string> = {}) =>
    (await prometheus!.alerts()).some(
      (alert: Alert) =>
        alert.state === 'firing' &&
        Object.entries({ alertname, ...labels }).every(([name, value]) => alert.labels[name] === value),
    );

  it('of the database fires its alerts until the drill ends, and every panel of the dashboard has data', async () => {
    await startDrill(PRODUCT, { kind: 'database' });
    await waitUntil(() => firing('DatabaseUnavailable'));
    await waitUntil(() => firing('ObjectsWaiting'));
    const { status } = await fetch(urlOf(FRONTEND));
    expect(status).toBe(200);
    for (const { title, expr } of dashboardQueries(WINDOW)) {
      expect({ title, series: (await prometheus!.query(expr)).length }).not.toMatchObject({ series: 0 });
    }
    await endDrill(PRODUCT);
    await waitUntil(async () => !(await firing('DatabaseUnavailable')));
    await waitUntil(async () => !(await firing('ObjectsWaiting')));
  });

  it.each([
    ['errors', FLOAT, { kind: 'errors' }, 'HighErrorRate', { service: 'float' }],
    ['a share of errors', NUMBER, { kind: 'errors', share: 0.3 }, 'ManyRetries', { upstream: 'number' }],
    ['delays', NUMBER, { kind: 'delay', milliseconds: 800 }, 'SlowResponses', { service: 'number' }],
    ['hanging requests', FLOAT, { kind: 'hang' }, 'SlowResponses', { service: 'float' }],
    ['errors', PRODUCT, { kind: 'errors' }, 'AllReplicasUnhealthy', { upstream: 'product' }],
  ])('of %s of %s fires an alert until the drill ends', async (_, name, drill, alert, labels) => {
    await startDrill(name, drill);
    await waitUntil(() => firing(alert, labels));
    await endDrill(name);
    await waitUntil(async () => !(await firing(alert, labels)));
  });

  it('of a crash fires an alert until the service is started again', async () => {
    const { port } = new URL(urlOf(NUMBER));
    await startDrill(NUMBER, { kind: 'crash' });
    await waitUntil(() => firing('ServiceDown', { job: NUMBER }));
    await start(NUMBER, { PORT: port });
    await waitUntil(async () => !(await firing('ServiceDown', { job: NUMBER })));
  });
});
