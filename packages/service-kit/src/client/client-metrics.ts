import { Counter, Gauge, type Registry } from 'prom-client';

interface ReportedClient {
  options: { service: string };
  counts: { calls: number; retries: number };
  replicaCount: number;
  unhealthyReplicaCount: number;
}

/** Adds metrics of the calls to each upstream and of the state of its replicas, as this process sees them. */
export function reportClients(registry: Registry, clients: readonly ReportedClient[]): void {
  const options = (name: string, help: string, read: (client: ReportedClient) => number) => ({
    name,
    help,
    labelNames: ['upstream'],
    registers: [registry],
    collect(this: Gauge | Counter) {
      this.reset();
      for (const client of clients) this.inc({ upstream: client.options.service }, read(client));
    },
  });
  new Counter(options('upstream_calls_total', 'Calls to the upstream.', ({ counts }) => counts.calls));
  new Counter(options('upstream_retries_total', 'Retries of these calls.', ({ counts }) => counts.retries));
  new Gauge(options('upstream_replicas', 'Known replicas.', ({ replicaCount }) => replicaCount));
  new Gauge(
    options(
      'upstream_unhealthy_replicas',
      'Replicas whose last call failed; they receive one test call at a time until one succeeds.',
      ({ unhealthyReplicaCount }) => unhealthyReplicaCount,
    ),
  );
}
