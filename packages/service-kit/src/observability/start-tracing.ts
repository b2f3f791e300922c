import { createRequire } from 'node:module';
import { within } from '../within';
import type { Kit } from './kit';
import type { SamplerConfig } from './otlp/sampler';
import type * as tracer from './otlp/tracer';
import { tracing } from './tracing';

/** The longest time for sending the last spans: a collector that is down must not delay a stop for long. */
const FLUSH_MS = 2_000;

/** The variables that `startTracing` needs. */
export interface TracingConfig extends SamplerConfig {
  OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string | undefined;
}

/**
 * Turns traces on if the configuration has an endpoint. Loads OpenTelemetry only then.
 * @returns a function that sends the last spans, within `ms` milliseconds and at most `FLUSH_MS`
 */
export function startTracing(kit: Kit, config: TracingConfig): (ms: number) => Promise<void> {
  const url = tracesUrl(config);
  if (url === undefined) return () => Promise.resolve();
  const { createTracer } = createRequire(__filename)('./otlp/tracer') as typeof tracer;
  const { startSpan, stop } = createTracer(kit, url, config);
  tracing.startSpan = startSpan;
  return async (ms) => {
    try {
      // The exporter logs a failure.
      const sent = stop().catch(() => undefined);
      await within(Math.min(ms, FLUSH_MS), sent, 'not sent');
    } catch (error) {
      kit.log.warn({ reason: (error as Error).message }, 'The last traces are lost');
    }
  };
}

/** The general endpoint is a base URL. https://opentelemetry.io/docs/specs/otel/protocol/exporter/#endpoint-urls-for-otlphttp */
function tracesUrl({
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: exact,
  OTEL_EXPORTER_OTLP_ENDPOINT: base,
}: TracingConfig): string | undefined {
  return exact ?? (base === undefined ? undefined : `${base}/v1/traces`);
}
