import { ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace';
import { createSampler } from '../src/observability/otlp/sampler';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const contextOf = (traceFlags: number) => ({ traceId: TRACE, spanId: '00f067aa0ba902b7', traceFlags });

interface Start {
  sampler: string;
  share?: number;
  /** The flags of the parent. */
  parent?: number;
  /** The flags of the links. */
  links?: number[];
}

function isSampled({ sampler, share = 1, parent, links = [] }: Start): boolean {
  const context = parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, contextOf(parent));
  const { decision } = createSampler({
    OTEL_TRACES_SAMPLER: sampler,
    OTEL_TRACES_SAMPLER_ARG: share,
  }).shouldSample(
    context,
    TRACE,
    'GET /',
    SpanKind.SERVER,
    {},
    links.map((flags) => ({ context: contextOf(flags) })),
  );
  return decision === SamplingDecision.RECORD_AND_SAMPLED;
}

test.each([
  [{ sampler: 'always_on' }, true],
  [{ sampler: 'always_on', parent: 0 }, true],
  [{ sampler: 'always_off' }, false],
  [{ sampler: 'always_off', parent: 1 }, false],
  [{ sampler: 'traceidratio', share: 0, parent: 1 }, false],
  [{ sampler: 'traceidratio', share: 1 }, true],
  [{ sampler: 'parentbased_always_on' }, true],
  [{ sampler: 'parentbased_always_on', parent: 0 }, false],
  [{ sampler: 'parentbased_always_off' }, false],
  [{ sampler: 'parentbased_always_off', parent: 1 }, true],
  [{ sampler: 'parentbased_traceidratio', share: 0 }, false],
  [{ sampler: 'parentbased_traceidratio', share: 0, parent: 1 }, true],
] satisfies [Start, boolean][])('A span of %j is sampled: %s', (start, expected) => {
  expect(isSampled(start)).toBe(expected);
});

test('A trace that begins with links is sampled if one of them is', () => {
  const sampler = 'parentbased_traceidratio';
  expect(isSampled({ sampler, share: 0, links: [0, 1] })).toBe(true);
  expect(isSampled({ sampler, share: 1, links: [0, 0] })).toBe(false);
  expect(isSampled({ sampler, share: 1, links: [0], parent: 1 })).toBe(true);
});
