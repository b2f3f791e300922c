import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listen } from './listen';
import { waitUntil } from './wait-until';

/** An alert of Prometheus. */
export interface Alert {
  labels: Record<string, string>;
  state: 'pending' | 'firing';
}

/** A Prometheus server in a child process. */
export interface Prometheus {
  alerts: () => Promise<Alert[]>;
  /** The series that a PromQL expression returns now. */
  query: (expr: string) => Promise<unknown[]>;
  stop: () => Promise<void>;
}

/** Starts Debian's Prometheus with its data in `folder`. It scrapes `targets`, addresses by job, every second. */
export async function startPrometheus(
  folder: string,
  targets: Record<string, string>,
  rules: string,
): Promise<Prometheus> {
  const config = {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: [join(folder, 'rules.yaml')],
    scrape_configs: Object.entries(targets).map(([job, address]) => ({
      job_name: job,
      static_configs: [{ targets: [address] }],
    })),
  };
  writeFileSync(join(folder, 'rules.yaml'), rules);
  // JSON is valid YAML.
  writeFileSync(join(folder, 'prometheus.yaml'), JSON.stringify(config));
  const { port, close } = await listen(() => undefined);
  await close();
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yaml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let errorOutput = '';
  child.stderr.on('data', (text: Buffer) => (errorOutput += text.toString()));
  const ended = once(child, 'exit');
  ended.catch(
    (error: unknown) => (errorOutput += `${String(error)} Install Prometheus (Debian: prometheus).`),
  );
  const get = async (path: string): Promise<unknown> => {
    const { data } = (await (await fetch(`http://127.0.0.1:${port}${path}`)).json()) as { data: unknown };
    return data;
  };
  await waitUntil(async () => {
    if (child.exitCode !== null || child.pid === undefined)
      throw new Error(`Prometheus ended: ${errorOutput}`);
    const response = await fetch(`http://127.0.0.1:${port}/-/ready`).catch(() => undefined);
    return response?.ok ?? false;
  });
  return {
    alerts: async () => ((await get('/api/v1/alerts')) as { alerts: Alert[] }).alerts,
    query: async (expr) =>
      ((await get(`/api/v1/query?query=${encodeURIComponent(expr)}`)) as { result: unknown[] }).result,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
