import type { Browser, Page } from 'playwright-core';
import { type Quartet, startQuartet } from '../support/quartet';
import { follow, launchBrowser, newVisitor, headingOf, type Visitor } from './visitor';

jest.setTimeout(60_000);

const statusLine = (status: string) => [
  `Failed to load resource: the server responded with a status of ${status}`,
];

let quartet: Quartet;
let browser: Browser;
let visitor: Visitor;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  quartet = await startQuartet();
  visitor = await newVisitor(browser, { javaScriptEnabled: false });
  page = visitor.page;
});
afterEach(async () => {
  expect([...visitor.hosts]).toEqual([new URL(quartet.frontend.url).host]);
  await visitor.close();
  await quartet.close();
});

/** Opens an address that fails, and returns the status, the heading, and the text of the page. */
async function open(path: string): Promise<{ status: number; heading: string; text: string }> {
  const response = await page.goto(`${quartet.frontend.url}${path}`);
  const text = await page.locator('main').innerText();
  // No internal details.
  expect(text).not.toMatch(/^\s*at .+:\d+|node_modules|Error:|undefined|\[object/m);
  return { status: response!.status(), heading: await headingOf(page), text };
}

test('The page of an unknown rule set links the available ones, and the start page', async () => {
  const { status, heading, text } = await open('/?rule=nope');
  expect(status).toBe(404);
  expect(heading).toBe('Not found');
  expect(text).toMatch(/There is no rule set nope\. Available rule sets: attack, .*\bproduct\b.*\./);
  expect(visitor.consoleMessages).toEqual(statusLine('404 (Not Found)'));
  await follow(page, page.getByRole('link', { name: 'product', exact: true }));
  expect(new URL(page.url()).search).toBe('?rule=product');
  await page.goBack();
  await follow(page, page.getByRole('link', { name: 'Draw an object' }));
  expect(await headingOf(page)).toMatch(/^Your attack /);
});

test.each(['/objects/nobody', '/nowhere'])('An unknown address has an error page: %s', async (path) => {
  expect(await open(path)).toMatchObject({ status: 404, heading: 'Not found' });
});

test('A hostile rule set is shown as plain text', async () => {
  const { status } = await open(`/?rule=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
  expect(status).toBe(400);
  expect(await page.locator('main img, main script').count()).toBe(0);
});

test('A seed that is too long has an error page', async () => {
  const { status, text } = await open(`/?seed=${'x'.repeat(257)}`);
  expect(status).toBe(422);
  expect(text).toMatch(/seed .*256/);
});

test.each(['number', 'float'] as const)(
  'The page reports when the %s service is down, and recorded objects still open',
  async (name) => {
    await page.goto(`${quartet.frontend.url}/?seed=quartet`);
    const link = await page.getByRole('link', { name: 'Permalink' }).getAttribute('href');
    await quartet[name].close();
    const { status, heading, text } = await open('/');
    expect(status).toBe(503);
    expect(heading).toBe(`The ${name} service is unavailable`);
    expect(text).toContain('Links to recorded objects still work');
    expect(visitor.consoleMessages).toEqual(statusLine('503 (Service Unavailable)'));
    expect(await open(link!)).toMatchObject({ status: 200, heading: 'Your attack HIT and did 4.42' });
  },
);

test('The page reports when the product service is down', async () => {
  await page.goto(quartet.frontend.url);
  await quartet.product.close();
  expect(await open('/')).toMatchObject({ status: 503, heading: 'The product service is unavailable' });
  const { status, text } = await open('/status');
  expect(status).toBe(200);
  expect(text).toMatch(/number\s+up.*\nfloat\s+up.*\nproduct\s+down: The product service cannot be reached/);
  expect(text).toContain('The state of the database is unknown');
});
