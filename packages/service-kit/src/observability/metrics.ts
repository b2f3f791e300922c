import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  /** Records a request. `route` is the route's pattern: a label with the path would create a time series per URL. */
  observe(method: string, route: string, status: number, seconds: number): void;
}

/** Creates the service's Prometheus metrics: request durations by method, route and status, and prom-client's process metrics. */
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
    help: 'Duration of HTTP requests, from receiving the request to closing the response.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  // Sorting and joining the labels for each request would cost more than counting it.
  const children = new Map<string, Histogram.Internal<string>>();
  return {
    registry,
    observe: (method, route, status, seconds) => {
      const key = `${method} ${route} ${status}`;
      let child = children.get(key);
      if (!child) children.set(key, (child = durations.labels({ method, route, status })));
      child.observe(seconds);
    },
  };
}
