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
  expect(visitor.consoleMessages).toEqual([]);
  await visitor.close();
});

const outcome = () => page.locator('#outcome');
const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n');

async function exportFile(): Promise<{ name: string; lines: string[] }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  return { name: download.suggestedFilename(), lines: linesOf(await download.path()) };
}

test('The page estimates the size of the file', async () => {
  const estimate = page.locator('#estimate');
  expect(await estimate.innerText()).toMatch(/^The file will have about \d+ KB\.$/);
  await page.getByLabel('Rule set').selectOption('order');
  await page.getByLabel('Format').selectOption('ndjson');
  await page.getByLabel('Rows').fill('20000');
  await page.waitForFunction(`/about \\d(\\.\\d)? MB/.test(document.getElementById('estimate').textContent)`);
  const estimated = Number(/about ([\d.]+) MB/.exec(await estimate.innerText())![1]);
  const { lines } = await exportFile();
  expect(estimated / (lines.join('\n').length / 1e6)).toBeCloseTo(1, 1);
});

test('A complete file is saved, and the page reports it', async () => {
  await page.getByLabel('Rows').fill('5000');
  const { name, lines } = await exportFile();
  const [, seed] = /^quartet-attack-([\w-]{22})-0-4999\.csv$/.exec(name)!;
  expect(lines).toHaveLength(5_002);
  await outcome()
    .filter({ hasText: `as ${name}. Random seed: ${seed}.` })
    .waitFor();
  expect(await outcome().innerText()).toMatch(/^Saved 5,000 rows, \d+ KB, as /);
  expect(await page.locator('#progress').isVisible()).toBe(false);
});

test('A stopped file contains the complete rows, and the next export continues from there', async () => {
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
    .filter({ hasText: `Export again to continue from index ${rows}.` })
    .waitFor();

  // Compares both parts with one export from the same random seed.
  const seed = await page.getByLabel('Seed').inputValue();
  expect(download.suggestedFilename()).toBe(`quartet-attack-${seed}-0-${rows - 1}.csv`);
  await page.getByLabel('Rows').fill('500');
  const rest = await exportFile();
  const address = `${site.quartet.frontend.url}/export?seed=${seed}&count=${rows + 500}`;
  const complete = (await (await fetch(address)).text()).split('\n');
  expect([...part.slice(0, -1), ...rest.lines.slice(1)]).toEqual(complete);
});

test('An error is reported in the form, which keeps its input', async () => {
  await page.getByLabel('Seed').fill('mine');
  await page.getByLabel('Rows').fill('200001');
  await page.getByRole('button', { name: 'Export' }).click();
  await outcome().filter({ hasText: '`count` must be at most 200000, got `200001`' }).waitFor();
  expect(await page.getByLabel('Seed').inputValue()).toBe('mine');
  // Browsers log every error response to the console.
  expect(visitor.consoleMessages.splice(0)).toHaveLength(1);
});
