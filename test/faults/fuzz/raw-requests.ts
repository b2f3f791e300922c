import fc from 'fast-check';
import type { Parts } from './endpoint';
import { type HostileRequest, utf8 } from './request';

/** A request in which an HTTP client could not be hostile: `{METHOD}`, `{TARGET}` and `{BODY}` are those of the valid request. */
interface Template {
  mutation: string;
  text: string;
  isTruncated?: boolean;
}

const complete = (mutation: string, text: string): Template => ({ mutation, text });
const truncated = (mutation: string, text: string): Template => ({ mutation, text, isTruncated: true });

const START = '{METHOD} {TARGET} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';

const TEMPLATES: Template[] = [
  complete('unknown method', 'FOO {TARGET} HTTP/1.1\r\nHost: a\r\n\r\n'),
  complete('lower-case method', 'get {TARGET} HTTP/1.1\r\nHost: a\r\n\r\n'),
  complete('long method', `${'A'.repeat(5_000)} {TARGET} HTTP/1.1\r\nHost: a\r\n\r\n`),
  complete('CONNECT', 'CONNECT localhost:443 HTTP/1.1\r\nHost: a\r\n\r\n'),
  complete('no version', '{METHOD} {TARGET}\r\n\r\n'),
  complete('HTTP/1.0 without a host', '{METHOD} {TARGET} HTTP/1.0\r\nContent-Length: 0\r\n\r\n'),
  complete('HTTP/9.9', '{METHOD} {TARGET} HTTP/9.9\r\nHost: a\r\n\r\n'),
  complete('HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  complete('TLS', '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03'),
  complete('space in the target', '{METHOD} {TARGET} a HTTP/1.1\r\nHost: a\r\n\r\n'),
  complete('NUL in the target', '{METHOD} {TARGET}\0 HTTP/1.1\r\nHost: a\r\n\r\n'),
  complete('control character in the target', '{METHOD} {TARGET}\x1b[31m HTTP/1.1\r\nHost: a\r\n\r\n'),
  complete('tab in the target', '{METHOD} {TARGET}\ta HTTP/1.1\r\nHost: a\r\n\r\n'),
  complete('header in the target', '{METHOD} {TARGET}\r\nX-Injected: 1 HTTP/1.1\r\nHost: a\r\n\r\n'),
  complete('relative target', '{METHOD} nowhere HTTP/1.1\r\nHost: a\r\n\r\n'),
  complete('target without a path', '{METHOD} ?a=b HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n'),
  complete('target that is a fragment', '{METHOD} #a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n'),
  complete('OPTIONS *', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n'),
  complete('long target', `{METHOD} /${'a'.repeat(60_000)} HTTP/1.1\r\nHost: a\r\n\r\n`),
  complete('no host', '{METHOD} {TARGET} HTTP/1.1\r\nContent-Length: 0\r\n\r\n'),
  complete('two hosts', '{METHOD} {TARGET} HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: 0\r\n\r\n'),
  complete('line feeds only', '{METHOD} {TARGET} HTTP/1.1\nHost: a\n\n'),
  complete('folded header', `${START}X-A: 1\r\n 2\r\nContent-Length: 0\r\n\r\n`),
  complete('space before the colon', `${START}X-A : 1\r\nContent-Length: 0\r\n\r\n`),
  complete('header without a name', `${START}: 1\r\n\r\n`),
  complete('header without a colon', `${START}nothing\r\n\r\n`),
  complete('NUL in a header', `${START}X-A: a\0b\r\n\r\n`),
  complete('control characters in a header', `${START}X-Request-Id: a\x01\x1b[31m\r\n\r\n`),
  complete('carriage return in a header', `${START}X-Request-Id: a\rX-Injected: 1\r\n\r\n`),
  complete('negative length', `${START}Content-Length: -1\r\n\r\n`),
  complete('length that is no number', `${START}Content-Length: 1e3\r\n\r\n`),
  complete('length with a sign', `${START}Content-Length: +2\r\n\r\n{}`),
  complete('enormous length', `${START}Content-Length: ${'9'.repeat(40)}\r\n\r\n`),
  complete('two lengths', `${START}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}\n`),
  complete(
    'length and chunks',
    `${START}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
  ),
  complete('unknown transfer encoding', `${START}Transfer-Encoding: nope\r\n\r\n`),
  complete('compressed transfer', `${START}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`),
  complete('chunked twice', `${START}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n`),
  complete('chunk size that is no number', `${START}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`),
  complete('enormous chunk size', `${START}Transfer-Encoding: chunked\r\n\r\n${'f'.repeat(20)}\r\n`),
  complete(
    'chunk extension',
    `${START}Transfer-Encoding: chunked\r\n\r\n2;${'a'.repeat(40_000)}\r\n{}\r\n0\r\n\r\n`,
  ),
  complete(
    'trailer',
    `${START}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Injected: 1\r\nHost: b\r\n\r\n`,
  ),
  complete(
    'large trailer',
    `${START}Transfer-Encoding: chunked\r\n\r\n0\r\nX-A: ${'a'.repeat(60_000)}\r\n\r\n`,
  ),
  complete('large header', `${START}X-A: ${'a'.repeat(60_000)}\r\n\r\n`),
  complete('large header name', `${START}${'a'.repeat(60_000)}: 1\r\n\r\n`),
  complete(
    'second request in the body',
    `${START}Content-Length: 2\r\n\r\n{}GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n`,
  ),
  complete('second request that is invalid', `${START}Content-Length: {LENGTH}\r\n\r\n{BODY}\0\0\0\r\n\r\n`),
  complete('blank lines first', `\r\n\r\n\r\n${START}Content-Length: {LENGTH}\r\n\r\n{BODY}`),
  complete('continue and body', `${START}Expect: 100-continue\r\nContent-Length: {LENGTH}\r\n\r\n{BODY}`),
  complete(
    'continue with two values',
    `${START}Expect: 100-continue\r\nExpect: nope\r\nContent-Length: 2\r\n\r\n{}`,
  ),
  complete(
    'upgrade',
    `${START}Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: {LENGTH}\r\n\r\n{BODY}`,
  ),
  complete(
    'upgrade to HTTP/2',
    `${START}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\nContent-Length: {LENGTH}\r\n\r\n{BODY}`,
  ),
  truncated('truncated request line', '{METHOD} /a'),
  truncated('truncated headers', START),
  truncated('truncated body', `${START}Content-Length: 1000\r\n\r\n{BODY}`),
  truncated('truncated chunk', `${START}Transfer-Encoding: chunked\r\n\r\nff\r\n{`),
  truncated('missing last chunk', `${START}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`),
];

/** Requests that only a socket can send, to the address of the valid request. */
export function rawRequests({ method, path, query, body }: Parts): fc.Arbitrary<HostileRequest> {
  const target = utf8(query.length > 0 ? `${path}?${query.join('&')}` : path);
  const content = body?.toString('latin1') ?? '';
  const fill = (text: string) =>
    text
      .replaceAll('{METHOD}', method)
      .replaceAll('{TARGET}', () => target)
      .replaceAll('{LENGTH}', String(content.length))
      .replaceAll('{BODY}', () => content);
  const requests = TEMPLATES.map(({ mutation, text, isTruncated = false }): HostileRequest => ({
    mutation,
    method,
    target,
    headers: [],
    raw: { bytes: Buffer.from(fill(text), 'latin1'), isTruncated },
  }));
  return fc.constantFrom(...requests);
}
