import { type Span, type SpanContext, SpanStatusCode } from '@opentelemetry/api';
import type { Attributes, SpanStart, TraceSpan } from '../span';

/** A span of the OpenTelemetry SDK. */
export class RecordedSpan implements TraceSpan {
  readonly traceparent: string;

  constructor(private readonly span: Span) {
    const { traceId, spanId, traceFlags } = span.spanContext();
    this.traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
  }

  rename(name: string): void {
    this.span.updateName(name);
  }

  set(attributes: Attributes): void {
    this.span.setAttributes(attributes);
  }

  linkTo(traceparent: string): void {
    this.span.addLink({ context: spanContextOf(traceparent) });
  }

  end(errorType?: string): void {
    if (errorType !== undefined) {
      this.span.setAttribute('error.type', errorType);
      this.span.setStatus({ code: SpanStatusCode.ERROR });
    }
    this.span.end();
  }
}

/** Reads a valid `traceparent` header; the one of a server's parent is from another process. */
export function spanContextOf(traceparent: string, kind?: SpanStart['kind']): SpanContext {
  const [, traceId = '', spanId = '', flags = ''] = traceparent.split('-');
  return { traceId, spanId, traceFlags: parseInt(flags, 16), isRemote: kind === 'server' };
}
