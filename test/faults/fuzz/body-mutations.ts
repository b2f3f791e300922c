import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Sample } from '../../across/samples';
import { build, encode, type Parts } from './endpoint';
import { jsonMutations } from './json-mutations';
import type { HostileRequest } from './request';
import { text } from './values';
import { yamlMutations } from './yaml-mutations';

/** Mutates the body of a POST. A GET gets one. */
export function bodyMutations(valid: Parts, { body, text: yaml }: Sample): fc.Arbitrary<HostileRequest> {
  const content = valid.body ?? Buffer.from('{"a":1}');
  const options: fc.WeightedArbitrary<HostileRequest>[] = [
    { weight: 2, arbitrary: encodedBodies(valid, content) },
    { weight: 2, arbitrary: transfers(valid, content) },
  ];
  const withBody = (mutation: string) => (changed: string) =>
    build(mutation, { ...valid, body: Buffer.from(changed) });
  if (yaml !== undefined)
    options.push({ weight: 12, arbitrary: yamlMutations(yaml).map(withBody('rule file')) });
  else if (body !== undefined) {
    const json = jsonMutations(JSON.parse(JSON.stringify(body)) as never);
    options.push({ weight: 14, arbitrary: json.map(withBody('JSON')) });
    options.push({ weight: 3, arbitrary: forms(valid, body) });
  }
  return fc.oneof(...options);
}

const typed = (valid: Parts, type: string, ...more: [string, string][]): [string, string][] => [
  ...valid.headers.filter(([name]) => name !== 'Content-Type'),
  ['Content-Type', type],
  ...more,
];

function encodedBodies(valid: Parts, content: Buffer): fc.Arbitrary<HostileRequest> {
  const [, type = 'application/json'] = valid.headers.find(([name]) => name === 'Content-Type') ?? [];
  const one = (mutation: string, body: Buffer, ...headers: [string, string][]) =>
    build(mutation, { ...valid, body, headers: typed(valid, type, ...headers) });
  const bomb = Buffer.alloc(20_000_000, ' ');
  return fc.constantFrom(
    one('empty body', Buffer.alloc(0)),
    one('byte order mark', Buffer.concat([Buffer.from('\uFEFF'), content])),
    one('UTF-16 body', Buffer.from(content.toString(), 'utf16le')),
    one('body that is not UTF-8', Buffer.concat([content, Buffer.from([0xff, 0xc0, 0x80])])),
    one(
      'CESU-8 surrogates',
      Buffer.concat([Buffer.from('"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"')]),
    ),
    one('NUL body', Buffer.alloc(1_000)),
    one('gzip body', gzipSync(content), ['Content-Encoding', 'gzip']),
    one('deflate body', deflateSync(content), ['Content-Encoding', 'deflate']),
    one('broken gzip', gzipSync(content).subarray(0, 12), ['Content-Encoding', 'gzip']),
    one('gzip that is none', content, ['Content-Encoding', 'gzip']),
    one('compression bomb', gzipSync(bomb), ['Content-Encoding', 'gzip']),
    one('large body', Buffer.alloc(3_000_000, ' ')),
    one('large text', Buffer.from(JSON.stringify('x'.repeat(200_000)))),
    build('untyped body', {
      ...valid,
      body: content,
      headers: valid.headers.filter(([name]) => name !== 'Content-Type'),
    }),
  );
}

/** Chunked bodies, and lengths that Node's client would refuse with a body are in `raw-requests.ts`. */
function transfers(valid: Parts, content: Buffer): fc.Arbitrary<HostileRequest> {
  return fc.constantFrom(
    build('chunked body', {
      ...valid,
      body: content,
      headers: [...valid.headers, ['Transfer-Encoding', 'chunked']],
    }),
    build('chunked large body', {
      ...valid,
      body: Buffer.alloc(3_000_000, '['),
      headers: [...valid.headers, ['Transfer-Encoding', 'chunked']],
    }),
  );
}

function forms(valid: Parts, body: object): fc.Arbitrary<HostileRequest> {
  const fields = Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]);
  const headers = typed(valid, 'application/x-www-form-urlencoded');
  const form = (pairs: string[]) => build('form', { ...valid, headers, body: Buffer.from(pairs.join('&')) });
  const pairs = fields.map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return fc.oneof(
    fc
      .tuple(fc.constantFrom(...fields), text)
      .map(([[name], value]) =>
        form([...pairs.filter((pair) => !pair.startsWith(`${name}=`)), `${name}=${encode(value)}`]),
      ),
    fc
      .constantFrom(
        '%',
        '%ff',
        '%00',
        '&',
        '=',
        '__proto__=1',
        '__proto__[a]=1',
        'number[]=1',
        'number=1',
        '+',
        '\uFEFF',
      )
      .map((more) => form([...pairs, more])),
    fc
      .constantFrom(1_000, 1_001, 3_000)
      .map((count) => form(Array.from({ length: count }, (_, i) => `${i}=`))),
  );
}
