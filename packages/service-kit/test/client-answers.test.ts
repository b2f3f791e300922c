import fc from 'fast-check';
import { z } from 'zod';
import { contextFrom, UpstreamError, UpstreamRefusal } from '../src';
import { clientOf, closeUpstreams, context, failureOf, GET, upstream } from './upstream';

afterEach(closeUpstreams);

/** An upstream that always gives the same answer, and counts how often it was asked. */
async function answering(status: number, body: string, headers: Record<string, string> = {}) {
  let asked = 0;
  const { url } = await upstream((_req, res) => {
    asked++;
    res.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
  });
  return { client: clientOf(url, { retries: 2 }), asked: () => asked };
}

test('When the answer is of the contract, then it is given, less what the contract does not name', async () => {
  const { client } = await answering(200, '{"float":7.21,"more":1}');
  expect(await client.call(GET, context())).toEqual({ float: 7.21 });
});

test('When a 503 is of the contract for it, then it is an answer, and is not asked for again', async () => {
  const { client, asked } = await answering(503, '{"detail":"not kept","float":7.21}');
  const unavailable = z.object({ float: z.number() });
  expect(await client.call({ ...GET, unavailable }, context())).toEqual({ float: 7.21 });
  expect(asked()).toBe(1);
});

test('When a 503 is a problem document, then its words are passed on, and what it is of', async () => {
  const problem = { type: 'urn:quartet:problem:away', title: 'Away', detail: 'The record is away.' };
  const { client } = await answering(503, JSON.stringify(problem));
  const unavailable = z.object({ float: z.number() });
  const error = await failureOf(client.call({ ...GET, unavailable }, context()));
  expect(error).toMatchObject({
    reason: 'unavailable',
    message: 'The float service answered 503: The record is away.',
    said: { kind: 'away', detail: 'The record is away.' },
  });
});

test('The request has the ids of its cause, the method, the body and the query, less what is undefined', async () => {
  const { url } = await upstream((req, res) => {
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

test('Any text arrives in a query as it was given', async () => {
  const { url } = await upstream((req, res) => {
    res.end(JSON.stringify({ seed: new URL(`http://x${req.url ?? ''}`).searchParams.get('seed') }));
  });
  const client = clientOf(url);
  const schema = z.object({ seed: z.string() });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 50 }), async (seed) => {
      expect(await client.call({ ...GET, query: { seed }, schema }, context())).toEqual({ seed });
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['is not JSON', 200, 'oops'],
  ['is empty', 200, ''],
  ['is of another contract', 200, '{"number":7}'],
  ['is a redirect', 302, '{"float":7.21}'],
  ['is a refusal without a problem document', 404, '<h1>Not found</h1>'],
  ['is a refusal with a value of the contract', 400, '{"float":7.21}'],
])('When the answer %s, then it is a bad answer, which is not asked for again', async (_, status, body) => {
  const { client, asked } = await answering(status, body, { Location: '/elsewhere' });
  const error = await failureOf(client.call(GET, context()));
  expect(error).toBeInstanceOf(UpstreamError);
  expect(error).toMatchObject({
    service: 'float',
    reason: 'bad answer',
    status: 502,
    message: 'The float service gave an answer that is not its contract.',
  });
  expect((error as Error).cause).toBeDefined();
  expect(asked()).toBe(1);
});

test('When the upstream refuses the call, then its words are kept, and it is not asked again', async () => {
  const problem = {
    type: 'urn:quartet:problem:unprocessable-request',
    title: 'Unprocessable request',
    status: 422,
    detail: 'min is above max.',
    requestId: 'request-7',
    errors: [{ parameter: 'min', detail: 'min is above max' }],
  };
  const { client, asked } = await answering(422, JSON.stringify(problem), {
    'Content-Type': 'application/problem+json',
  });
  const error = await failureOf(client.call(GET, context()));
  expect(error).toBeInstanceOf(UpstreamRefusal);
  expect(error).toMatchObject({
    service: 'float',
    status: 422,
    kind: 'unprocessable-request',
    title: problem.title,
    message: problem.detail,
    faults: problem.errors,
  });
  expect(asked()).toBe(1);
});

test('When a refusal names no faults, then none are made up', async () => {
  const { client } = await answering(
    404,
    '{"type":"about:blank","title":"Not found","detail":"No such object."}',
  );
  const error = await failureOf(client.call(GET, context()));
  expect(error).toMatchObject({ status: 404, kind: 'about:blank', faults: undefined });
});
