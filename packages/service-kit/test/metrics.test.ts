import { get } from 'node:http';
import request from 'supertest';
import { listen } from '../../../test/support/listen';
import { endpoint, operations } from '../src';
import { appWith, recordingKit, silentKit, waitUntil } from './apps';

/** An app with metrics, and a function that reads the number of requests by method, route and status. */
function countingApp(kit = silentKit(), onEndless: () => void = () => undefined) {
  const app = appWith((router) => {
    router.use(operations(kit, [], {}));
    endpoint(router, '/rules/:name', {
      GET: (_req, res) => {
        res.json({});
      },
    });
    endpoint(router, '/endless', { GET: onEndless });
  }, kit);
  const count = async (method: string, route: string, status: number) => {
    const { text } = await request(app).get('/metrics');
    const labels = [`service="test"`, `method="${method}"`, `route="${route}"`, `status="${status}"`];
    const lines = text.split('\n').filter((line) => line.startsWith('http_request_duration_seconds_count{'));
    const line = lines.find((each) => labels.every((label) => each.includes(label)));
    return Number(line?.split(' ')[1] ?? 0);
  };
  return { app, count };
}

test('Requests are counted by the pattern of their route, not by their path', async () => {
  const { app, count } = countingApp();
  await request(app).get('/rules/attack');
  await request(app).get('/rules/product?x=1');
  await waitUntil(async () => (await count('GET', '/rules/:name', 200)) === 2);
});

test('Requests are counted by method and status, and those without a route together', async () => {
  const { app, count } = countingApp();
  await request(app).delete('/rules/attack');
  await request(app).get('/here');
  await request(app).get('/there');
  await waitUntil(async () => (await count('DELETE', '/rules/:name', 405)) === 1);
  await waitUntil(async () => (await count('GET', 'none', 404)) === 2);
});

test('A request counts as 499 when the client disconnects before the response', async () => {
  const { kit, lines } = recordingKit();
  let arrived = false;
  const { app, count } = countingApp(kit, () => {
    arrived = true;
  });
  const { url, close } = await listen(app);
  const call = get(`${url}/endless`);
  call.on('error', () => undefined);
  await waitUntil(() => arrived);
  call.destroy();
  await waitUntil(() => lines.some(({ status, abandoned }) => status === 499 && abandoned === true));
  expect(await count('GET', '/endless', 499)).toBe(1);
  expect(await count('GET', '/endless', 200)).toBe(0);
  await close();
});

test('GET /metrics returns the Prometheus text format, with the version and process metrics', async () => {
  const { app } = countingApp();
  await request(app).get('/nowhere');
  const { headers, text } = await request(app).get('/metrics');
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(text).toMatch(/^quartet_build_info\{version="\d+\.\d+\.\d+",service="test"\} 1$/m);
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds\{service="test"\} /m);
  expect(text).toMatch(/^http_request_duration_seconds_bucket\{le="0\.001",.*\} \d+$/m);
});
