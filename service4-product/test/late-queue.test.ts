import { drawn } from '../../test/support/drawn';
import { silentKit } from '../../test/support/silent-kit';
import { waitUntil } from '../../test/support/wait-until';
import type { DrawnObject } from '../src/objects/drawn-object';
import { LateQueue } from '../src/repository/late-queue';

const { log } = silentKit('product', 'service4-product');
const AWAY = new Error('connect ECONNREFUSED');

const queues: LateQueue[] = [];
afterEach(() => Promise.all(queues.splice(0).map((queue) => queue.close())));

/** A queue before a database that takes what `accepts` lets pass. */
function queueBefore(accepts: (objects: readonly DrawnObject[]) => void, capacity = 10) {
  const recorded: string[] = [];
  const queue = new LateQueue(
    capacity,
    (objects) => {
      accepts(objects);
      recorded.push(...objects.map(({ id }) => id));
      return Promise.resolve();
    },
    log,
  );
  queues.push(queue);
  return { queue, recorded };
}

test('It takes all of a batch or nothing, and nothing twice', async () => {
  const { queue } = queueBefore(() => {
    throw AWAY;
  }, 3);
  expect(queue.offer([drawn('a'), drawn('b')], AWAY)).toBe(true);
  expect(queue.offer([drawn('b'), drawn('c')], AWAY)).toBe(true);
  expect(queue.offer([drawn('d'), drawn('a')], AWAY)).toBe(false);
  expect(queue.size).toBe(3);
  expect(await queue.close()).toBe(3);
});

test('Until the database answers, it says why it does not', async () => {
  let isThere = false;
  const { queue, recorded } = queueBefore(() => {
    if (!isThere) throw AWAY;
  });
  queue.refuseWhileAway();
  queue.offer([drawn('a')], AWAY);
  expect(() => {
    queue.refuseWhileAway();
  }).toThrow(AWAY);
  isThere = true;
  await waitUntil(() => recorded.includes('a') && queue.size === 0);
  queue.refuseWhileAway();
  expect(await queue.close()).toBe(0);
});

test('What can never be recorded is given up, and keeps nothing else from it', async () => {
  const { queue, recorded } = queueBefore((objects) => {
    if (objects.some(({ id }) => id === 'bad'))
      throw Object.assign(new Error('Data too long'), { sqlState: '22001' });
  });
  queue.offer([drawn('a'), drawn('bad'), drawn('b')], AWAY);
  await waitUntil(() => queue.size === 0);
  expect(recorded).toEqual(['a', 'b']);
  await queue.close();
});

test('Once the database answers, nobody is refused because others still wait', async () => {
  const steps: number[] = [];
  const { queue } = queueBefore(() => {
    steps.push(queue.size);
    // From the second step on it has answered.
    if (steps.length > 1) queue.refuseWhileAway();
  }, 1_000);
  queue.offer(
    Array.from({ length: 250 }, (_, index) => drawn(`${index}`)),
    AWAY,
  );
  await waitUntil(() => queue.size === 0);
  expect(steps).toEqual([250, 150, 50]);
});

test('Where the database goes away again while they are recorded, it is tried with pauses as before', async () => {
  const times: number[] = [];
  const { queue } = queueBefore(() => {
    times.push(performance.now());
    if (times.length > 1) throw AWAY;
  }, 1_000);
  queue.offer(
    Array.from({ length: 250 }, (_, index) => drawn(`${index}`)),
    AWAY,
  );
  await waitUntil(() => times.length >= 4);
  // Half of 100 ms and half of 200 ms at least, less what a timer may be early.
  expect(times[3]! - times[1]!).toBeGreaterThan(145);
});
