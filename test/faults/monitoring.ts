import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const OPS = join(__dirname, '../../ops');
export const ALERTS_FILE = join(OPS, 'prometheus/alerts.yaml');
/** The rules about machines, which the Ansible role deploys beside ours. */
export const MACHINE_ALERTS_FILE = join(OPS, '../ansible/roles/monitoring/files/machines.yml');
export const ALERT_TESTS_FILE = join(OPS, 'prometheus/alerts.tests.yaml');
const DASHBOARD_FILE = join(OPS, 'grafana/quartet.json');

interface Rules {
  groups: { rules: { alert: string; expr: string }[] }[];
}

interface Dashboard {
  panels: { title: string; targets?: { expr: string }[] }[];
}

/** The alert rules that we ship. */
export const alertRules = () =>
  (parse(readFileSync(ALERTS_FILE, 'utf8')) as Rules).groups.flatMap(({ rules }) => rules);

/** The queries of the dashboard that we ship, with `window` where Grafana inserts one. */
export function dashboardQueries(window: string): { title: string; expr: string }[] {
  const { panels } = JSON.parse(readFileSync(DASHBOARD_FILE, 'utf8')) as Dashboard;
  return panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({ title, expr: expr.replaceAll('$__rate_interval', window) })),
  );
}

/** The names of the metrics in a PromQL expression. */
export function metricsOf(expr: string): string[] {
  const bare = expr
    .replace(/"[^"]*"/g, '')
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, '');
  const names = bare.match(/\b[a-zA-Z_:][\w:]*\b(?!\s*\()/g) ?? [];
  return names.filter((name) => !/^(and|or|unless|bool|offset|by)$/.test(name));
}
