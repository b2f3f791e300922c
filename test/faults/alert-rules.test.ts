import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Quartet, startQuartet } from '../support/quartet';
import {
  ALERT_TESTS_FILE,
  ALERTS_FILE,
  alertRules,
  MACHINE_ALERTS_FILE,
  dashboardQueries,
  metricsOf,
} from './monitoring';

/** Metrics of Prometheus itself. */
const OWN = ['up', 'ALERTS'];

function promtool(...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync('promtool', args, { encoding: 'utf8' });
  if (error)
    throw new Error('promtool does not start. Install Prometheus (Debian: prometheus).', { cause: error });
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout;
}

describe('The alert rules', () => {
  it.each([ALERTS_FILE, MACHINE_ALERTS_FILE])('in %s are valid', (file) => {
    expect(promtool('check', 'rules', file)).toMatch(/SUCCESS: \d+ rules found/);
  });

  it('fire and stay silent as their unit tests expect', () => {
    expect(promtool('test', 'rules', ALERT_TESTS_FILE)).toContain('SUCCESS');
  });

  it('each have a unit test in which they fire', () => {
    const { tests } = parse(readFileSync(ALERT_TESTS_FILE, 'utf8')) as {
      tests: { alert_rule_test?: { alertname: string; exp_alerts: unknown[] }[] }[];
    };
    const cases = tests.flatMap(({ alert_rule_test: alerts = [] }) => alerts);
    const fired = new Set(
      cases.filter(({ exp_alerts: alerts }) => alerts.length > 0).map((test) => test.alertname),
    );
    expect([...fired].sort()).toEqual(
      alertRules()
        .map(({ alert }) => alert)
        .sort(),
    );
  });
});

describe('The dashboard', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-dashboard-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('has only valid queries', () => {
    const file = join(folder, 'queries.yaml');
    const rules = dashboardQueries('5m').map(({ expr }, index) => ({ record: `query${index}`, expr }));
    // JSON is valid YAML.
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
    expect(promtool('check', 'rules', file)).toContain(`SUCCESS: ${rules.length} rules found`);
  });
});

describe('The services', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterAll(() => quartet.close());

  it('export every metric of the rules and the dashboard', async () => {
    const services = [quartet.frontend, quartet.number, quartet.float, quartet.product];
    const texts = await Promise.all(services.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
    const exported = texts.flatMap((text) =>
      [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
      ),
    );
    const used = [...alertRules(), ...dashboardQueries('5m')].flatMap(({ expr }) => metricsOf(expr));
    expect(used.length).toBeGreaterThan(20);
    const known = new Set([...exported, ...OWN]);
    expect(used.filter((name) => !known.has(name))).toEqual([]);
  });
});
