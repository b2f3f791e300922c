import { drawn } from '../../test/support/drawn';
import { silentKit } from '../../test/support/silent-kit';
import { waitUntil } from '../../test/support/wait-until';
import type { DrawnObject } from '../src/objects/drawn-object';
import { RecordingQueue } from '../src/repository/recording-queue';

const { log } = silentKit('product', 'service4-product');
const UNREACHABLE = new Error('connect ECONNREFUSED');

const queues: RecordingQueue[] = [];
afterEach(() => Promise.all(queues.splice(0).map((queue) => queue.close())));

/** A queue for a database that fails when `accepts` throws. */
function queueFor(accepts: (objects: readonly DrawnObject[]) => void, capacity = 10) {
  const recorded: string[] = [];
  const queue = new RecordingQueue(
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

test('The queue accepts all objects of a batch or none, and each object once', async () => {
  const { queue } = queueFor(() => {
    throw UNREACHABLE;
  }, 3);
  expect(queue.enqueue([drawn('a'), drawn('b')], UNREACHABLE)).toBe(true);
  expect(queue.enqueue([drawn('b'), drawn('c')], UNREACHABLE)).toBe(true);
  expect(queue.enqueue([drawn('d'), drawn('a')], UNREACHABLE)).toBe(false);
  expect(queue.size).toBe(3);
  expect(await queue.close()).toBe(3);
});

test('The queue throws the last failure until the database answers', async () => {
  let isAvailable = false;
  const { queue, recorded } = queueFor(() => {
    if (!isAvailable) throw UNREACHABLE;
  });
  queue.throwIfUnavailable();
  queue.enqueue([drawn('a')], UNREACHABLE);
  expect(() => {
    queue.throwIfUnavailable();
  }).toThrow(UNREACHABLE);
  isAvailable = true;
  await waitUntil(() => recorded.includes('a') && queue.size === 0);
  queue.throwIfUnavailable();
  expect(await queue.close()).toBe(0);
});

test('The queue discards an object that can never be recorded, and records the others', async () => {
  const { queue, recorded } = queueFor((objects) => {
    if (objects.some(({ id }) => id === 'bad'))
      throw Object.assign(new Error('Data too long'), { sqlState: '22001' });
  });
  queue.enqueue([drawn('a'), drawn('bad'), drawn('b')], UNREACHABLE);
  await waitUntil(() => queue.size === 0);
  expect(recorded).toEqual(['a', 'b']);
  await queue.close();
});

test('The queue lets new objects pass once the database answers, even while others wait', async () => {
  const batches: number[] = [];
  const { queue } = queueFor(() => {
    batches.push(queue.size);
    // The database has answered before the second batch.
    if (batches.length > 1) queue.throwIfUnavailable();
  }, 1_000);
  queue.enqueue(
    Array.from({ length: 250 }, (_, index) => drawn(`${index}`)),
    UNREACHABLE,
  );
  await waitUntil(() => queue.size === 0);
  expect(batches).toEqual([250, 150, 50]);
});

test('The queue backs off again when the database fails between two batches', async () => {
  const times: number[] = [];
  const { queue } = queueFor((objects) => {
    // An empty batch only tests whether the database is available.
    if (objects.length > 0) times.push(performance.now());
    if (times.length > 1) throw UNREACHABLE;
  }, 1_000);
  queue.enqueue(
    Array.from({ length: 250 }, (_, index) => drawn(`${index}`)),
    UNREACHABLE,
  );
  await waitUntil(() => times.length >= 4);
  // At least half of 100 ms plus half of 200 ms; timers may fire a few milliseconds early.
  expect(times[3]! - times[1]!).toBeGreaterThan(145);
});

test('The queue records the others when the database drops the connection because of one object', async () => {
  const { queue, recorded } = queueFor((objects) => {
    if (objects.some(({ id }) => id === 'bad')) throw new Error('write EPIPE');
  }, 1_000);
  const ids = Array.from({ length: 120 }, (_, index) => (index === 60 ? 'bad' : `id ${index}`));
  queue.enqueue(
    ids.map((id) => drawn(id)),
    UNREACHABLE,
  );
  await waitUntil(() => recorded.length === 119);
  expect(() => {
    queue.throwIfUnavailable();
  }).not.toThrow();
  await waitUntil(() => queue.size === 0);
  expect(queue.discarded).toBe(1);
  expect(recorded).not.toContain('bad');
});

test('The queue keeps its objects while the disk is full, although an empty batch succeeds', async () => {
  let attempts = 0;
  let isFull = true;
  const { queue, recorded } = queueFor((objects) => {
    if (objects.length > 0) attempts += 1;
    if (objects.length > 0 && isFull) throw Object.assign(new Error('full'), { errcode: 13 });
  });
  queue.enqueue([drawn('a')], UNREACHABLE);
  await waitUntil(() => attempts > 4);
  isFull = false;
  await waitUntil(() => recorded.includes('a'));
  expect(queue.discarded).toBe(0);
});
