import fc from 'fast-check';
import { build, type Parts } from './endpoint';
import type { HostileRequest } from './request';

/** Values by header. A repeated header is sent twice. */
const HEADERS: Record<string, string[]> = {
  Accept: [
    ...[
      '',
      '*',
      '*/*',
      'text/html',
      'text/plain',
      'text/csv',
      'application/x-ndjson',
      'application/yaml',
      'text/*',
    ],
    ...[
      'application/json;q=0',
      '*/*;q=0',
      'text/html;q=abc',
      'text/html;q=2, */*;q=-1',
      ',,,',
      ';',
      'a',
      '/',
      'a/b/c',
    ],
    ...[
      'application/json; charset="a\\"b',
      'application/problem+json',
      'text/html;level=1;q=0.5',
      'image/png',
    ],
    ...['application/json, '.repeat(500), `a/b;${'c=d;'.repeat(2_000)}`, `a/b;${' '.repeat(20_000)}x`],
    ...[`a/b;c="${'\\'.repeat(5_000)}`, '__proto__/constructor', '\xff\xfe', 'text/html\t;\tq=1'],
  ],
  'Accept-Encoding': ['gzip', 'br;q=1', 'identity;q=0', '*;q=0', '\xff'],
  'Accept-Language': ['de', '__proto__', '*', 'x'.repeat(8_000)],
  'Content-Type': [
    ...[
      '',
      'application/json; charset=utf-16',
      'application/json; charset=latin1',
      'application/json; charset=nope',
    ],
    ...[
      'application/json; charset=',
      'application/json; charset="',
      'text/plain',
      'text/yaml; charset=utf-16le',
    ],
    ...[
      'application/yaml; charset=nope',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=a',
      '/',
    ],
    ...[
      'application/json, text/plain',
      'application/problem+json',
      'application/__proto__',
      'json',
      '\xff/\xfe',
      ';',
    ],
    ...['application/x-www-form-urlencoded; charset=iso-8859-1', `application/json;${'a=b;'.repeat(1_000)}`],
  ],
  'Content-Encoding': [
    'gzip',
    'br',
    'deflate',
    'identity',
    'gzip, gzip',
    'zstd',
    'nope',
    '',
    '__proto__',
    '\xff',
  ],
  Host: [
    ...[
      '',
      'a b',
      'localhost:99999',
      'localhost:0x1',
      '[::1]',
      '[::1',
      'user@localhost',
      '<script>',
      'a'.repeat(300),
    ],
    ...['localhost/..', '\xff', 'localhost, elsewhere', '__proto__', '.', '%00'],
  ],
  'X-Forwarded-Host': ['<script>', 'elsewhere.example', 'a, b', '', '\xff', '"'],
  'X-Forwarded-Proto': ['javascript', 'https', 'https, http', '', '\xff'],
  'X-Forwarded-For': ['1.2.3.4', '::1', 'x'.repeat(5_000), ', , ,', '\xff', '1.2.3.4, '.repeat(200)],
  'X-Request-Id': ['', '\xff', 'x'.repeat(129), 'a b', '__proto__', '%0d%0aX-Injected: 1', 'a,b', '<b>'],
  'X-Caller-Request-Ids': ['', ' ', 'a b c', 'a '.repeat(4_000), '\xff'],
  'X-Request-Timeout-Ms': ['0', '1', '-1', '1e9', '999999', '9999999', 'x', '', '\xff'],
  traceparent: [
    '',
    '00-0-0-00',
    `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00`,
    `ff-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
  ],
  Expect: ['100-continue', 'nope', '', '100-continue, nope', '\xff'],
  Range: ['bytes=0-0', 'bytes=-1', 'bytes=5-1', `bytes=${'0-0,'.repeat(2_000)}`, 'lines=1'],
  'If-None-Match': ['*', '""', 'W/"a"', '"'],
  'If-Modified-Since': ['Thu, 01 Jan 1970 00:00:00 GMT', 'x', '9'.repeat(500)],
  Origin: ['null', 'https://elsewhere.example', '\xff', '', 'javascript:alert(1)'],
  Referer: ['https://elsewhere.example', '\xff', 'x'.repeat(8_000)],
  'Sec-Fetch-Site': ['cross-site', 'same-origin', 'none', 'nope', ''],
  'Sec-Fetch-Dest': ['image', 'iframe', 'document', 'empty', 'nope', '', '__proto__'],
  'Sec-Fetch-Mode': ['navigate', 'no-cors', 'cors', 'nope'],
  'Sec-Purpose': ['prefetch', 'prefetch;prerender', 'nope', '"'],
  Cookie: ['a=b', '__proto__=1', ';'.repeat(5_000), '\xff'],
  Authorization: ['Basic', 'Basic \xff', `Bearer ${'x'.repeat(8_000)}`],
  Connection: ['close', 'keep-alive', 'upgrade', 'X-Request-Id', 'close, keep-alive', 'nope'],
  Upgrade: ['websocket', 'h2c', 'nope'],
  'X-HTTP-Method-Override': ['DELETE', 'POST', '__proto__'],
  'User-Agent': [
    '',
    '\xff',
    '() { :; }; id',
    'curl/8',
    'Mozilla/5.0',
    'x'.repeat(30_000),
    '${jndi:ldap://a}',
  ],
  ['__proto__']: ['1', ''],
  constructor: ['1'],
};

const METHODS = [
  'HEAD',
  'OPTIONS',
  'PUT',
  'PATCH',
  'DELETE',
  'TRACE',
  'PROPFIND',
  'GET',
  'POST',
  'QUERY',
  'SEARCH',
];

/** Adds or replaces one header or two, or uses another method. */
export function headerMutations(valid: Parts): fc.Arbitrary<HostileRequest> {
  const header = fc
    .constantFrom(...Object.entries(HEADERS))
    .chain(([name, values]) => fc.constantFrom(...values).map((value): [string, string] => [name, value]));
  const replaced = fc
    .uniqueArray(header, { minLength: 1, maxLength: 2, selector: ([name]) => name })
    .map((headers) => {
      const names = headers.map(([name]) => name.toLowerCase());
      const kept = valid.headers.filter(([name]) => !names.includes(name.toLowerCase()));
      return build(`header ${headers.map(([name]) => name).join(', ')}`, {
        ...valid,
        headers: [...kept, ...headers],
      });
    });
  const repeated = header.map(([name, value]) =>
    build(`repeated header ${name}`, { ...valid, headers: [...valid.headers, [name, value], [name, value]] }),
  );
  const many = fc.constantFrom(100, 1_500, 3_000).map((count) => {
    const more = Array.from({ length: count }, (_, i): [string, string] => [`x${i}`, '']);
    return build('many headers', { ...valid, headers: [...valid.headers, ...more] });
  });
  const method = fc
    .constantFrom(...METHODS)
    .map((name) => build(`method ${name}`, { ...valid, method: name }));
  const accept = fc
    .tuple(method, header)
    .map(([request, pair]): HostileRequest => ({ ...request, headers: [...request.headers, pair] }));
  return fc.oneof(
    { weight: 8, arbitrary: replaced },
    { weight: 2, arbitrary: repeated },
    { weight: 1, arbitrary: many },
    { weight: 2, arbitrary: method },
    { weight: 1, arbitrary: accept },
  );
}
