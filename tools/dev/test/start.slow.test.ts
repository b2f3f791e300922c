import { GREETING, type Started, startQuartet } from './start-quartet';

jest.setTimeout(60_000);

let quartet: Started;
beforeAll(async () => {
  quartet = await startQuartet();
  await quartet.waitForOutput(GREETING);
});
afterAll(() => quartet.clear());

test('It prints a line for each service and the URL to open', () => {
  const { FRONTEND, NUMBER, FLOAT, PRODUCT } = quartet.ports;
  expect(quartet.stdout()).toBe(`  number    http://localhost:${NUMBER}   random whole numbers
  float     http://localhost:${FLOAT}   random decimals
  product   http://localhost:${PRODUCT}   rules, outcomes and the history
  frontend  http://localhost:${FRONTEND}   the pages

Open http://localhost:${FRONTEND} in a browser. Ctrl-C stops all services.
`);
  expect(quartet.stderr()).toBe('');
});

test('A visit succeeds after the start', async () => {
  const response = await fetch(`${quartet.url}/?seed=quartet`);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('Your attack HIT and did 4.42\n');
});

test('Each service listens on its port', async () => {
  const { NUMBER, FLOAT, PRODUCT } = quartet.ports;
  for (const [port, path] of [
    [NUMBER, 'number'],
    [FLOAT, 'float'],
    [PRODUCT, 'rules'],
  ])
    expect((await fetch(`http://localhost:${port}/${path}`)).status).toBe(200);
});

test('There are five processes: the supervisor and the four services', async () => {
  const commands = [...(await quartet.processes()).values()];
  expect(commands).toHaveLength(5);
  expect(commands.filter((command) => command.endsWith('/dist/server.js'))).toHaveLength(4);
});
