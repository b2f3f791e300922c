import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ServiceProcess, startBuilt } from '../support/process';

/** Half of what two slow cores can serve. */
const VISITS_PER_SECOND = 60;
const WARM_UP_MS = 3_000;
const FROZEN_MS = 5_000;
/** The time after which every visit must succeed again. */
const RECOVERY_MS = 2_000;

interface Visit {
  startedMs: number;
  status: number;
}

describe('A product service that freezes for five seconds at 60 visits a second', () => {
  const services: ServiceProcess[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'quartet-freeze-'));
  const agent = new Agent({ keepAlive: true });
  afterAll(async () => {
    agent.destroy();
    await Promise.all(services.map(({ stop }) => stop('SIGKILL')));
    rmSync(folder, { recursive: true });
  });

  async function start(name: string, env: Record<string, string> = {}): Promise<ServiceProcess> {
    const service = await startBuilt(name, { LOG_LEVEL: 'info', ...env });
    services.push(service);
    return service;
  }

  const visit = (url: string, seed: string, startedMs: number) =>
    new Promise<Visit>((resolve) => {
      get(`${url}/?seed=${seed}`, { agent, headers: { Accept: 'application/json' } }, (response) => {
        response.resume().once('close', () => {
          resolve({ startedMs, status: response.statusCode ?? 0 });
        });
      }).once('error', () => {
        resolve({ startedMs, status: 0 });
      });
    });

  /** The number of requests that a product service has received for `POST /product` and `POST /products`. */
  async function countProductCalls({ url }: ServiceProcess): Promise<number> {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const counts = [
      ...metrics.matchAll(/^http_request_duration_seconds_count\{.*route="\/products?".*\} (\d+)$/gm),
    ];
    return counts.reduce((sum, [, count]) => sum + Number(count), 0);
  }

  it('serves every visit within two seconds of its return, and received few repeated calls', async () => {
    const [number, float, product] = await Promise.all([
      start('service2-number'),
      start('service3-float'),
      start('service4-product', { DATABASE_URL: `sqlite:${join(folder, 'quartet.db')}` }),
    ]);
    const { url } = await start('service1-frontend', {
      NUMBER_URL: number.url,
      FLOAT_URL: float.url,
      PRODUCT_URL: product.url,
    });
    const visits: Promise<Visit>[] = [];
    const begin = performance.now();
    const visitUntil = async (endMs: number) => {
      const elapsedMs = () => performance.now() - begin;
      while (elapsedMs() < endMs) {
        while (visits.length < (elapsedMs() * VISITS_PER_SECOND) / 1_000)
          visits.push(visit(url, `v${visits.length}`, elapsedMs()));
        await sleep(5);
      }
    };
    const thawedMs = WARM_UP_MS + FROZEN_MS;
    await visitUntil(WARM_UP_MS);
    product.child.kill('SIGSTOP');
    await visitUntil(thawedMs);
    product.child.kill('SIGCONT');
    await visitUntil(thawedMs + RECOVERY_MS + 3_000);

    const done = await Promise.all(visits);
    const statusesOf = (fromMs: number, toMs: number) => {
      const chosen = done.filter(({ startedMs }) => startedMs >= fromMs && startedMs < toMs);
      const count = (status: number) => chosen.filter((visited) => visited.status === status).length;
      return Object.fromEntries(
        [...new Set(chosen.map(({ status }) => status))].map((status) => [status, count(status)]),
      );
    };
    const callsPerVisit = (await countProductCalls(product)) / done.length;
    const after = statusesOf(thawedMs + RECOVERY_MS, Infinity);
    process.stderr.write(
      `visits by status: frozen ${JSON.stringify(statusesOf(WARM_UP_MS, thawedMs))}, recovering ` +
        `${JSON.stringify(statusesOf(thawedMs, thawedMs + RECOVERY_MS))}, after ${JSON.stringify(after)}; ` +
        `${callsPerVisit.toFixed(2)} calls per visit\n`,
    );
    expect(Object.keys(after)).toEqual(['200']);
    expect(Object.keys(statusesOf(0, WARM_UP_MS - 1_000))).toEqual(['200']);
    expect(callsPerVisit).toBeLessThan(1.1);
  });
});
