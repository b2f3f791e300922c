import type { Sample } from '../../across/samples';
import { utf8, type HostileRequest } from './request';

/** An endpoint with a valid request to mutate. */
export interface Endpoint {
  service: string;
  sample: Sample;
}

/** A request in the parts that mutations change. */
export interface Parts {
  method: string;
  path: string;
  /** Encoded `name=value` pairs. */
  query: string[];
  headers: [string, string][];
  body?: Buffer;
}

/** The name or value of a query parameter, percent-encoded. */
export const encode = (text: string) => encodeURIComponent(text.toWellFormed());

/** The valid request of an endpoint. */
export function validParts({ method, path, url = path, query = {}, body, text }: Sample): Parts {
  const content = text ?? (body && JSON.stringify(body));
  return {
    method: method.toUpperCase(),
    path: url,
    query: Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`),
    headers: [
      ['Host', 'localhost'],
      ['Accept', 'application/json'],
      ...(content === undefined
        ? []
        : [['Content-Type', text ? 'application/yaml' : 'application/json'] satisfies [string, string]]),
    ],
    ...(content !== undefined && { body: Buffer.from(content) }),
  };
}

/** Builds the request of `parts`. Names the mutation, for reports. */
export function build(mutation: string, { method, path, query, headers, body }: Parts): HostileRequest {
  const hasLength = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
  return {
    mutation,
    method,
    target: utf8(query.length > 0 ? `${path}?${query.join('&')}` : path),
    headers: body && !hasLength ? [...headers, ['Content-Length', String(body.length)]] : headers,
    ...(body && { body }),
  };
}
