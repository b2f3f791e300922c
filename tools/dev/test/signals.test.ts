import { EventEmitter } from 'node:events';
import { setImmediate as tick } from 'node:timers/promises';
import { stopRequests } from '../src/signals';

const signals = new EventEmitter();
afterEach(() => signals.removeAllListeners());

/** What of `once` and `twice` has come about after signals at these times. */
async function after(...times: number[]): Promise<string[]> {
  let time = 0;
  const { once, twice } = stopRequests(signals, () => time);
  const seen: string[] = [];
  void once.then(() => seen.push('once'));
  void twice.then(() => seen.push('twice'));
  for (time of times) signals.emit(time % 2 === 0 ? 'SIGINT' : 'SIGTERM');
  await tick();
  return seen;
}

test('No signal asks for nothing', async () => {
  expect(await after()).toEqual([]);
});

test('One signal asks once, and so does its echo through npm', async () => {
  expect(await after(1000)).toEqual(['once']);
  expect(await after(1000, 1001, 1500)).toEqual(['once']);
});

test('A signal later on asks again', async () => {
  expect(await after(1000, 1501)).toEqual(['once', 'twice']);
  expect(await after(1000, 1001, 2000, 3000)).toEqual(['once', 'twice']);
});
