import { json } from 'node:stream/consumers';
import { type Listening, listen } from './listen';

interface Value {
  stringValue?: string;
  intValue?: number | string;
}
interface KeyValue {
  key: string;
  value: Value;
}
interface WireSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: KeyValue[];
  links: { traceId: string; spanId: string }[];
  status: { code: number };
}
/** The body of an export. https://opentelemetry.io/docs/specs/otlp/#otlphttp-request */
interface Export {
  resourceSpans: { resource: { attributes: KeyValue[] }; scopeSpans: { spans: WireSpan[] }[] }[];
}

/** A span as a collector receives it. */
export interface ReceivedSpan extends Omit<WireSpan, 'attributes' | 'kind'> {
  service: string;
  kind: string;
  attributes: Record<string, string | number>;
  isFailed: boolean;
}

/** A collector that accepts traces as OTLP over HTTP with JSON. */
export interface Collector extends Listening {
  spans: ReceivedSpan[];
}

export async function startCollector(): Promise<Collector> {
  const spans: ReceivedSpan[] = [];
  const server = await listen((req, res) => {
    if (req.method !== 'POST' || req.url !== '/v1/traces') {
      res.writeHead(404).end();
      return;
    }
    void json(req).then((body) => {
      spans.push(...spansOf(body as Export));
      res.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
    });
  });
  return { ...server, spans };
}

const KINDS = ['unspecified', 'internal', 'server', 'client'];

const spansOf = ({ resourceSpans }: Export): ReceivedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(valuesOf(resource.attributes)['service.name']);
    return scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        service,
        kind: KINDS[span.kind] ?? '',
        attributes: valuesOf(span.attributes),
        isFailed: span.status.code === 2,
      })),
    );
  });

const valuesOf = (attributes: KeyValue[]): Record<string, string | number> =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)] as const),
  );
