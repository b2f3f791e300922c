import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { useSite } from './site';
import { factOf, follow, newVisitor, headingOf, type Visitor } from './visitor';

const site = useSite();
let visitor: Visitor;
let page: Page;

describe.each([
  ['without JavaScript', false],
  ['with JavaScript', true],
])('A visitor %s', (_how, javaScriptEnabled) => {
  beforeEach(async () => {
    visitor = await newVisitor(site.browser, { javaScriptEnabled });
    page = visitor.page;
    await page.goto(`${site.quartet.frontend.url}/?seed=quartet`);
  });
  afterEach(async () => {
    const { consoleMessages, hosts } = visitor;
    await visitor.close();
    expect(consoleMessages).toEqual([]);
    expect([...hosts]).toEqual([new URL(site.quartet.frontend.url).host]);
  });

  test('sees the odds of a draw, and verifies it step by step', async () => {
    expect(await page.locator('.odds').innerText()).toBe(
      '“HIT” occurs in about 1 of 2 draws (1502/3003, 50.02 %)',
    );
    await follow(page, page.getByRole('link', { name: 'Verify this draw' }));
    expect(await page.locator('.sentence').innerText()).toBe('Your attack HIT and did 4.42');
    const text = await page.locator('main').innerText();
    // The values of the example in docs/verifying-a-draw.md.
    expect(text).toContain('c9fb09010e4243aa8593e5bc12b7ae428cbe244bce460ac1a733774dbf71c588');
    expect(text).toContain('02fe64cf9bd8c75d258690b8e021291d');
    expect(text).toContain('It does not prove that the seed was chosen fairly.');
    await page.getByLabel('Seed').fill('another');
    await follow(page, page.getByRole('button', { name: 'Verify' }));
    expect(await page.locator('.sentence').innerText()).toMatch(/^Your attack /);
  });

  test('reads a rule set, draws from it, and finds the draw in the filtered history', async () => {
    await follow(page, page.getByRole('navigation').getByRole('link', { name: 'Rules' }));
    await follow(page, page.getByRole('link', { name: 'Oracle', exact: true }));
    expect(await page.getByText('different draws are possible').isVisible()).toBe(true);
    await follow(page, page.getByRole('link', { name: 'Draw an object' }));
    const sentence = await headingOf(page);
    const outcome = await factOf(page, 'Outcome');

    await follow(page, page.getByRole('navigation').getByRole('link', { name: 'History' }));
    await page.getByLabel('Rule set').selectOption('oracle');
    await page.getByLabel('Outcome').selectOption(outcome);
    await follow(page, page.getByRole('button', { name: 'Filter' }));
    const first = page.locator('.history a').first();
    expect(await first.innerText()).toBe(sentence);
    await follow(page, first);
    expect(
      await page
        .getByText('Verified just now: the object recomputed from the seed is identical.')
        .isVisible(),
    ).toBe(true);
  });

  test('exports a small file', async () => {
    await follow(page, page.getByRole('navigation').getByRole('link', { name: 'Export' }));
    await page.getByLabel('Seed').fill('quartet');
    await page.getByLabel('Rows').fill('2');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('quartet-attack-0-1.csv');
    expect(readFileSync(await download.path(), 'utf8')).toBe(
      'index,number,float,product,outcome,text\n0,1,4.42,4.42,HIT,Your attack HIT and did 4.42\n1,0,7.34,0,MISSED,Your attack MISSED and did 0\n',
    );
  });

  test('goes back from another page to the same draw', async () => {
    await page.goto(site.quartet.frontend.url);
    const seed = await factOf(page, 'Seed');
    await follow(page, page.getByRole('navigation').getByRole('link', { name: 'Rules' }));
    expect(await page.locator('[aria-current=page]').innerText()).toBe('Rules');
    await page.goBack();
    expect(await factOf(page, 'Seed')).toBe(seed);
  });

  test('goes back to the previous draw', async () => {
    await follow(page, page.getByRole('link', { name: 'New random seed' }));
    const first = await headingOf(page);
    const seed = await factOf(page, 'Seed');
    await follow(page, page.getByRole('link', { name: 'Repeat this draw' }));
    await follow(page, page.getByRole('link', { name: 'New random seed' }));
    expect(await factOf(page, 'Seed')).not.toBe(seed);
    await page.goBack();
    await page.locator('.origin code', { hasText: seed }).waitFor();
    expect(await headingOf(page)).toBe(first);
  });
});

test('The copy button copies the permalink of an object', async () => {
  visitor = await newVisitor(site.browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  page = visitor.page;
  await page.goto(`${site.quartet.frontend.url}/?seed=quartet`);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const copied = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(copied).toBe(`${site.quartet.frontend.url}/objects/iL4epp408SSzfn77nK-KaACb`);
  await visitor.close();
});

test('A new draw replaces the content without a page load, and focuses the heading', async () => {
  visitor = await newVisitor(site.browser);
  page = visitor.page;
  await page.goto(`${site.quartet.frontend.url}/?seed=quartet`);
  await page.evaluate('document.body.setAttribute("data-same", "")');
  await follow(page, page.getByRole('link', { name: 'New random seed' }));
  expect(await page.locator('body[data-same]').count()).toBe(1);
  expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
  await visitor.close();
});

test('Buttons that need scripts are hidden without JavaScript', async () => {
  visitor = await newVisitor(site.browser, { javaScriptEnabled: false });
  page = visitor.page;
  for (const path of ['/?seed=quartet', '/verify?seed=quartet', '/api', '/export']) {
    await page.goto(site.quartet.frontend.url + path);
    expect(await page.getByRole('button', { name: /Copy|Stop/ }).count()).toBe(0);
  }
  await visitor.close();
});
