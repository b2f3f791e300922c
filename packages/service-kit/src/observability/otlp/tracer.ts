import { ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Kit } from '../kit';
import type { StartSpan } from '../span';
import { Exporter } from './exporter';
import { createSampler, type SamplerConfig } from './sampler';
import { RecordedSpan, spanContextOf } from './span';

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };

/** Creates the tracer of a service, which sends its spans in batches to `url`. `stop` sends the last ones. */
export function createTracer(
  kit: Kit,
  url: string,
  config: SamplerConfig,
): { startSpan: StartSpan; stop: () => Promise<void> } {
  const provider = new TracerProvider({
    resource: resourceOf(kit),
    sampler: createSampler(config),
    spanProcessors: [new BatchSpanProcessor({ exporter: new Exporter(url, kit.log) })],
  });
  const tracer = provider.getTracer('@quartet/service-kit', kit.version);
  const startSpan: StartSpan = (name, { kind, parent, links = [], attributes }) => {
    const context =
      parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, spanContextOf(parent, kind));
    const linked = links.map((traceparent) => ({ context: spanContextOf(traceparent) }));
    return new RecordedSpan(
      tracer.startSpan(name, { kind: KINDS[kind], links: linked, attributes }, context),
    );
  };
  return { startSpan, stop: () => provider.shutdown() };
}

/** The identity of the service. OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES override it. */
function resourceOf({ service, version, replica }: Kit): Resource {
  const own = resourceFromAttributes({
    'service.name': `quartet-${service}`,
    'service.version': version,
    'service.instance.id': replica,
  });
  return defaultResource()
    .merge(own)
    .merge(detectResources({ detectors: [envDetector] }));
}
