/** Attributes of a span, in OpenTelemetry's semantic conventions; undefined ones are omitted. */
export type Attributes = Record<string, string | number | undefined>;

/** The start of a span. */
export interface SpanStart {
  kind: 'server' | 'client' | 'internal';
  /** The parent, as a `traceparent` header; a span without one starts a trace. */
  parent?: string | undefined;
  /** Spans of other traces for which this span works, as `traceparent` headers. */
  links?: readonly string[];
  attributes: Attributes;
}

/** A span: one piece of work in a trace. */
export interface TraceSpan {
  /** Identifies the span in a `traceparent` header. */
  readonly traceparent: string;
  rename(name: string): void;
  set(attributes: Attributes): void;
  /** Links the span to one of another trace that works for it. */
  linkTo(traceparent: string): void;
  /** Ends the span; as failed, if there is an `errorType` such as `timeout`. */
  end(errorType?: string): void;
}

export type StartSpan = (name: string, start: SpanStart) => TraceSpan;
