import { EventEmitter } from 'node:events';
import { setImmediate as tick } from 'node:timers/promises';
import { stopRequests } from '../src/signals';

const signals = new EventEmitter();
afterEach(() => signals.removeAllListeners());

/** Returns which stop requests have been made after signals at these times, in milliseconds. */
async function after(...times: number[]): Promise<string[]> {
  let time = 0;
  const { first, second } = stopRequests(signals, () => time);
  const requests: string[] = [];
  void first.then(() => requests.push('first'));
  void second.then(() => requests.push('second'));
  for (time of times) signals.emit(time % 2 === 0 ? 'SIGINT' : 'SIGTERM');
  await tick();
  return requests;
}

test('There is no stop request without a signal', async () => {
  expect(await after()).toEqual([]);
});

test('A signal and its echo through npm are one request', async () => {
  expect(await after(1000)).toEqual(['first']);
  expect(await after(1000, 1001, 1500)).toEqual(['first']);
});

test('A later signal is a second request', async () => {
  expect(await after(1000, 1501)).toEqual(['first', 'second']);
  expect(await after(1000, 1001, 2000, 3000)).toEqual(['first', 'second']);
});
