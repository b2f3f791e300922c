import { AsyncLocalStorage } from 'node:async_hooks';
import type { Attributes, SpanStart, StartSpan, TraceSpan } from './span';

/** Has `startSpan` only while traces are on. Call it with `?.`, which creates no arguments while they are off. */
export const tracing: { startSpan?: StartSpan } = {};

const current = new AsyncLocalStorage<TraceSpan>();

/** Returns the span of the request that this code works for; undefined while traces are off. */
export const currentSpan = (): TraceSpan | undefined => (tracing.startSpan ? current.getStore() : undefined);

/** Runs `work`, in which `currentSpan` then returns the span. */
export const runInSpan = (span: TraceSpan, work: () => void): void => {
  current.run(span, work);
};

/**
 * Starts a span that works for `callers`. One caller is its parent. Work for several callers is a separate trace, with links in both
 * directions, because a span has one parent only. https://opentelemetry.io/docs/concepts/signals/traces/#span-links
 */
export function startSpanFor(
  callers: readonly TraceSpan[],
  name: string,
  start: Omit<SpanStart, 'parent' | 'links'>,
): TraceSpan | undefined {
  const traceparents = callers.map(({ traceparent }) => traceparent);
  if (traceparents.length === 0) return undefined;
  if (traceparents.length === 1) return tracing.startSpan?.(name, { ...start, parent: traceparents[0] });
  const span = tracing.startSpan?.(name, { ...start, links: traceparents });
  if (span) for (const caller of callers) caller.linkTo(span.traceparent);
  return span;
}

/** Runs `work` in a span of `startSpanFor`. Marks the span as failed if `work` fails. */
export async function inSpan<T>(
  callers: readonly TraceSpan[],
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  const span = startSpanFor(callers, name, { kind: 'client', attributes });
  try {
    const result = await work();
    span?.end();
    return result;
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    span?.end(code ?? name);
    throw error;
  }
}
