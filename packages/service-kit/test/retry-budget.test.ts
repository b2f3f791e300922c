import { RetryBudget } from '../src/client/retry-budget';
import { clientOf, closeUpstreams, errorOf, GET, startUpstream, testContext } from './upstream';

afterEach(closeUpstreams);

const takeAll = (budget: RetryBudget) => {
  let taken = 0;
  while (budget.take()) taken += 1;
  return taken;
};

test('A tenth of the calls can be retried, and a few more at first', () => {
  const budget = new RetryBudget();
  expect(takeAll(budget)).toBe(10);
  for (let call = 0; call < 500; call++) budget.addCall();
  expect(Math.abs(takeAll(budget) - 50)).toBeLessThanOrEqual(1);
});

test('The calls of a long time do not allow an unlimited burst of retries', () => {
  const budget = new RetryBudget();
  for (let call = 0; call < 100_000; call++) budget.addCall();
  expect(takeAll(budget)).toBe(100);
});

test('A service that answers every call with 503 receives at most a tenth more calls', async () => {
  let requests = 0;
  const { url } = await startUpstream((_req, res) => {
    requests += 1;
    res.writeHead(503).end('{}');
  });
  const client = clientOf(url, { retries: 2 });
  for (let call = 0; call < 300; call++) await errorOf(client.call(GET, testContext()));
  expect(requests).toBeLessThanOrEqual(300 + 10 + 30);
  expect(requests).toBeGreaterThan(300);
});
