import { Addresses } from '../src/client/addresses';
import { waitUntil } from './apps';

afterEach(() => {
  jest.restoreAllMocks();
});

/** Looks up the addresses `first`; the test answers all later lookups with `lookups[i](addresses)`. */
async function resolved(...first: string[]) {
  const lookups: ((result: string[] | Error) => void)[] = [];
  const addresses = new Addresses('float.test', () => {
    return new Promise<string[]>((resolve, reject) => {
      lookups.push((result) => {
        if (result instanceof Error) reject(result);
        else resolve(result);
      });
    });
  });
  const ready = addresses.refresh();
  lookups[0]!(first);
  await ready;
  /** Uses the addresses until the next lookup starts. */
  const nextLookup = async () => {
    const before = lookups.length;
    await waitUntil(() => {
      expect(addresses.refresh()).toBeUndefined();
      return lookups.length > before;
    });
  };
  return { addresses, lookups, nextLookup };
}

test('The list stays the same array when a lookup returns the same addresses in another order', async () => {
  const { addresses, lookups, nextLookup } = await resolved('127.0.0.2', '127.0.0.1', '127.0.0.2');
  const { list } = addresses;
  expect(list).toEqual(['127.0.0.1', '127.0.0.2']);
  await nextLookup();
  lookups[1]!(['127.0.0.2', '127.0.0.1']);
  await nextLookup();
  expect(addresses.list).toBe(list);
});

test('Concurrent callers share the first lookup', () => {
  let lookups = 0;
  const addresses = new Addresses('float.test', () => {
    lookups++;
    return new Promise(() => undefined);
  });
  for (let i = 0; i < 10; i++) expect(addresses.refresh()).toBeInstanceOf(Promise);
  expect(lookups).toBe(1);
});

test('Addresses in use are refreshed about once a second, one lookup at a time, and stay in use meanwhile', async () => {
  const start = performance.now();
  const { addresses, lookups, nextLookup } = await resolved('127.0.0.1');
  await nextLookup();
  expect(performance.now() - start).toBeGreaterThan(990);
  for (let i = 0; i < 100; i++) expect(addresses.refresh()).toBeUndefined();
  expect(lookups).toHaveLength(2);
  expect(addresses.list).toEqual(['127.0.0.1']);
  lookups[1]!(['127.0.0.2']);
  await waitUntil(() => addresses.list[0] === '127.0.0.2');
});

test.each([
  ['fails', new Error('ENOTFOUND')],
  ['returns no addresses', []],
])('The previous addresses stay in use when a lookup %s', async (_, result) => {
  const { addresses, lookups, nextLookup } = await resolved('127.0.0.1');
  await nextLookup();
  lookups[1]!(result);
  await nextLookup();
  expect(addresses.list).toEqual(['127.0.0.1']);
});

test('A failing first lookup rejects, and the next one may succeed', async () => {
  let lookup = () => Promise.reject<string[]>(new Error('ENOTFOUND'));
  const addresses = new Addresses('float.test', () => lookup());
  await expect(addresses.refresh()).rejects.toThrow('ENOTFOUND');
  lookup = () => Promise.resolve(['127.0.0.1']);
  await addresses.refresh();
  expect(addresses.list).toEqual(['127.0.0.1']);
});

test('The default resolver knows localhost', async () => {
  const addresses = new Addresses('localhost');
  await addresses.refresh();
  expect(addresses.list.some((address) => address === '127.0.0.1' || address === '::1')).toBe(true);
});

test('Callers wait for new addresses when the previous ones have expired', async () => {
  const { addresses, lookups } = await resolved('127.0.0.1');
  jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
  const ready = addresses.refresh();
  expect(ready).toBeInstanceOf(Promise);
  lookups[1]!(['127.0.0.2']);
  await ready;
  expect(addresses.list).toEqual(['127.0.0.2']);
});
