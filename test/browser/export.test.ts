import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { useSite } from './site';
import { newVisitor, type Visitor } from './visitor';

const site = useSite();
let visitor: Visitor;
let page: Page;
beforeEach(async () => {
  visitor = await newVisitor(site.browser);
  page = visitor.page;
  await page.goto(`${site.quartet.frontend.url}/export`);
});
afterEach(async () => {
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

const outcome = () => page.locator('#outcome');
const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n');

async function exported(): Promise<{ name: string; lines: string[] }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  return { name: download.suggestedFilename(), lines: linesOf(await download.path()) };
}

test('How large the file will be is told, and it is so large', async () => {
  const estimate = page.locator('#estimate');
  expect(await estimate.innerText()).toMatch(/^The file will have about \d+ KB\.$/);
  await page.getByLabel('Rule set').selectOption('order');
  await page.getByLabel('Format').selectOption('ndjson');
  await page.getByLabel('Rows').fill('20000');
  await page.waitForFunction(`/about \\d(\\.\\d)? MB/.test(document.getElementById('estimate').textContent)`);
  const told = Number(/about ([\d.]+) MB/.exec(await estimate.innerText())![1]);
  const { lines } = await exported();
  expect(told / (lines.join('\n').length / 1e6)).toBeCloseTo(1, 1);
});

test('A file is handed over whole, and the page says so', async () => {
  await page.getByLabel('Rows').fill('5000');
  const { name, lines } = await exported();
  const [, seed] = /^quartet-attack-([\w-]{22})-0-4999\.csv$/.exec(name)!;
  expect(lines).toHaveLength(5_002);
  await outcome()
    .filter({ hasText: `are in ${name}. Their seed is ${seed}.` })
    .waitFor();
  expect(await outcome().innerText()).toMatch(/^5,000 rows, \d+ KB, are in /);
  expect(await page.locator('#progress').isVisible()).toBe(false);
});

test('A file that is stopped has what came of it, and goes on from there', async () => {
  await page.getByLabel('Rows').fill('200000');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.waitForFunction('document.querySelector("progress").value > 0');
      await page.getByRole('button', { name: 'Stop' }).click();
    })(),
  ]);
  const part = linesOf(await download.path());
  const rows = part.length - 2;
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(200_000);
  await outcome()
    .filter({ hasText: `exporting again goes on from index ${rows}.` })
    .waitFor();

  // The whole at once, by the seed that was a fresh one.
  const seed = await page.getByLabel('Seed').inputValue();
  expect(download.suggestedFilename()).toBe(`quartet-attack-${seed}-0-${rows - 1}.csv`);
  await page.getByLabel('Rows').fill('500');
  const rest = await exported();
  const address = `${site.quartet.frontend.url}/export?seed=${seed}&count=${rows + 500}`;
  const whole = (await (await fetch(address)).text()).split('\n');
  expect([...part.slice(0, -1), ...rest.lines.slice(1)]).toEqual(whole);
});

test('What is wrong is told in the form, which stays as it was filled in', async () => {
  await page.getByLabel('Seed').fill('mine');
  await page.getByLabel('Rows').fill('200001');
  await page.getByRole('button', { name: 'Export' }).click();
  await outcome().filter({ hasText: 'count must be at most 200000 here' }).waitFor();
  expect(await page.getByLabel('Seed').inputValue()).toBe('mine');
  // The browser says so of whatever is answered with an error.
  expect(visitor.complaints.splice(0)).toHaveLength(1);
});
