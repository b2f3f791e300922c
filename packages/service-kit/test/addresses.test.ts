import { Addresses } from '../src/client/addresses';
import { until } from './apps';

afterEach(() => {
  jest.restoreAllMocks();
});

/** A name whose addresses are known, and a resolver that a test goes on to steer. */
async function known(...first: string[]) {
  const asked: ((answer: string[] | Error) => void)[] = [];
  const addresses = new Addresses('float.test', () => {
    return new Promise<string[]>((resolve, reject) => {
      asked.push((answer) => {
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      });
    });
  });
  const ready = addresses.renew();
  asked[0]!(first);
  await ready;
  /** Uses the addresses until they are asked for once more. */
  const askedAgain = async () => {
    const before = asked.length;
    await until(() => {
      expect(addresses.renew()).toBeUndefined();
      return asked.length > before;
    });
  };
  return { addresses, asked, askedAgain };
}

test('The addresses are the same list, in whichever order and however often they are told', async () => {
  const { addresses, asked, askedAgain } = await known('127.0.0.2', '127.0.0.1', '127.0.0.2');
  const { list } = addresses;
  expect(list).toEqual(['127.0.0.1', '127.0.0.2']);
  await askedAgain();
  asked[1]!(['127.0.0.2', '127.0.0.1']);
  await askedAgain();
  expect(addresses.list).toBe(list);
});

test('When many want them at first, then they are asked for once', () => {
  let asked = 0;
  const addresses = new Addresses('float.test', () => {
    asked++;
    return new Promise(() => undefined);
  });
  for (let i = 0; i < 10; i++) expect(addresses.renew()).toBeInstanceOf(Promise);
  expect(asked).toBe(1);
});

test('When they are used, then they are asked for about once a second, one question at a time, and old ones serve', async () => {
  const start = performance.now();
  const { addresses, asked, askedAgain } = await known('127.0.0.1');
  await askedAgain();
  expect(performance.now() - start).toBeGreaterThan(990);
  for (let i = 0; i < 100; i++) expect(addresses.renew()).toBeUndefined();
  expect(asked).toHaveLength(2);
  expect(addresses.list).toEqual(['127.0.0.1']);
  asked[1]!(['127.0.0.2']);
  await until(() => addresses.list[0] === '127.0.0.2');
});

test.each([
  ['fails', new Error('ENOTFOUND')],
  ['gives none', []],
])('When asking anew %s, then the old ones stay', async (_, answer) => {
  const { addresses, asked, askedAgain } = await known('127.0.0.1');
  await askedAgain();
  asked[1]!(answer);
  await askedAgain();
  expect(addresses.list).toEqual(['127.0.0.1']);
});

test('When the first question fails, then it is told, and the next one may succeed', async () => {
  let answer = () => Promise.reject<string[]>(new Error('ENOTFOUND'));
  const addresses = new Addresses('float.test', () => answer());
  await expect(addresses.renew()).rejects.toThrow('ENOTFOUND');
  answer = () => Promise.resolve(['127.0.0.1']);
  await addresses.renew();
  expect(addresses.list).toEqual(['127.0.0.1']);
});

test('When nothing else is said, then the system is asked, which knows localhost', async () => {
  const addresses = new Addresses('localhost');
  await addresses.renew();
  expect(addresses.list.some((address) => address === '127.0.0.1' || address === '::1')).toBe(true);
});

test('When nobody has used them for long, then new ones are waited for, since by now they may be of somebody else', async () => {
  const { addresses, asked } = await known('127.0.0.1');
  jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
  const ready = addresses.renew();
  expect(ready).toBeInstanceOf(Promise);
  asked[1]!(['127.0.0.2']);
  await ready;
  expect(addresses.list).toEqual(['127.0.0.2']);
});
