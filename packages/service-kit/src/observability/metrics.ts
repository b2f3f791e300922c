import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  /** Records an answered request: its route's pattern (never the path: that would be a series for each visitor). */
  observe(method: string, route: string, status: number, seconds: number): void;
}

/**
 * The Prometheus metrics of one service: requests and their durations by method, route and status,
 * and the process's own (event-loop lag, memory, CPU), from prom-client's defaults.
 */
export function createMetrics(service: string, version: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'quartet_build_info',
    help: 'Always 1; the version is in the label.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version }, 1);
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, from their first byte to the end of the answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return {
    registry,
    observe: (method, route, status, seconds) => {
      durations.observe({ method, route, status }, seconds);
    },
  };
}
