import fc from 'fast-check';
import { z } from 'zod';
import { contextFrom, UpstreamError, UpstreamRefusal } from '../src';
import { clientOf, closeUpstreams, testContext, errorOf, GET, startUpstream } from './upstream';

afterEach(closeUpstreams);

/** An upstream that always sends the same response and counts its requests. */
async function respondingWith(status: number, body: string, headers: Record<string, string> = {}) {
  let requests = 0;
  const { url } = await startUpstream((_req, res) => {
    requests++;
    res.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
  });
  return { client: clientOf(url, { retries: 2 }), requests: () => requests };
}

test('A valid response is returned without the members that its contract does not name', async () => {
  const { client } = await respondingWith(200, '{"float":7.21,"more":1}');
  expect(await client.call(GET, testContext())).toEqual({ float: 7.21 });
});

test('A 503 that matches the contract for unavailability is returned and not retried', async () => {
  const { client, requests } = await respondingWith(503, '{"detail":"not recorded","float":7.21}');
  const unavailable = z.object({ float: z.number() });
  expect(await client.call({ ...GET, unavailable }, testContext())).toEqual({ float: 7.21 });
  expect(requests()).toBe(1);
});

test('The kind and detail of a 503 problem document are kept', async () => {
  const problem = { type: 'urn:quartet:problem:down', title: 'Down', detail: 'The database is down.' };
  const { client } = await respondingWith(503, JSON.stringify(problem));
  const unavailable = z.object({ float: z.number() });
  const error = await errorOf(client.call({ ...GET, unavailable }, testContext()));
  expect(error).toMatchObject({
    reason: 'unavailable',
    message: 'The float service answered 503: The database is down.',
    problem: { kind: 'down', detail: 'The database is down.' },
  });
});

test("The request has the context's ids, the method, the body and the defined query parameters", async () => {
  const { url } = await startUpstream((req, res) => {
    let body = '';
    req.on('data', (text: Buffer) => (body += text.toString()));
    req.on('end', () => res.end(JSON.stringify({ ...req.headers, method: req.method, url: req.url, body })));
  });
  const call = { ...GET, method: 'POST', query: { a: 'x y', b: 0, c: undefined }, body: { d: 1 } } as const;
  const { requestId, traceparent } = contextFrom('request-7');
  const sent = await clientOf(url).call({ ...call, schema: z.looseObject({}) }, { requestId, traceparent });
  expect(sent).toMatchObject({
    method: 'POST',
    url: '/float?a=x+y&b=0',
    body: '{"d":1}',
    accept: 'application/json',
    'content-type': 'application/json',
    'x-request-id': requestId,
    traceparent,
  });
});

test('Query parameters arrive unchanged, whatever text they contain', async () => {
  const { url } = await startUpstream((req, res) => {
    res.end(JSON.stringify({ seed: new URL(`http://x${req.url ?? ''}`).searchParams.get('seed') }));
  });
  const client = clientOf(url);
  const schema = z.object({ seed: z.string() });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 50 }), async (seed) => {
      expect(await client.call({ ...GET, query: { seed }, schema }, testContext())).toEqual({ seed });
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['is not JSON', 200, 'oops'],
  ['is empty', 200, ''],
  ['violates the contract', 200, '{"number":7}'],
  ['is a redirect', 302, '{"float":7.21}'],
  ['is a 404 without a problem document', 404, '<h1>Not found</h1>'],
  ['is a 400 with a valid value', 400, '{"float":7.21}'],
])('A response is invalid and not retried when it %s', async (_, status, body) => {
  const { client, requests } = await respondingWith(status, body, { Location: '/elsewhere' });
  const error = await errorOf(client.call(GET, testContext()));
  expect(error).toBeInstanceOf(UpstreamError);
  expect(error).toMatchObject({
    service: 'float',
    reason: 'invalid response',
    status: 502,
    message: 'The float service returned a response that violates its contract.',
  });
  expect((error as Error).cause).toBeDefined();
  expect(requests()).toBe(1);
});

test('A refusal keeps its status, title, detail and faults, and is not retried', async () => {
  const problem = {
    type: 'urn:quartet:problem:unprocessable-request',
    title: 'Unprocessable request',
    status: 422,
    detail: 'min is above max.',
    requestId: 'request-7',
    errors: [{ parameter: 'min', detail: 'min is above max' }],
  };
  const { client, requests } = await respondingWith(422, JSON.stringify(problem), {
    'Content-Type': 'application/problem+json',
  });
  const error = await errorOf(client.call(GET, testContext()));
  expect(error).toBeInstanceOf(UpstreamRefusal);
  expect(error).toMatchObject({
    service: 'float',
    status: 422,
    kind: 'unprocessable-request',
    title: problem.title,
    message: problem.detail,
    faults: problem.errors,
  });
  expect(requests()).toBe(1);
});

test('A refusal without faults has none', async () => {
  const { client } = await respondingWith(
    404,
    '{"type":"about:blank","title":"Not found","detail":"No such object."}',
  );
  const error = await errorOf(client.call(GET, testContext()));
  expect(error).toMatchObject({ status: 404, kind: 'about:blank', faults: undefined });
});
