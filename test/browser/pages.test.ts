import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { useSite } from './site';
import { factOf, follow, newVisitor, sentenceOf, type Visitor } from './visitor';

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
    const { complaints, hosts } = visitor;
    await visitor.leave();
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(site.quartet.frontend.url).host]);
  });

  test('sees how likely it was, and verifies step by step what was drawn', async () => {
    expect(await page.locator('.odds').innerText()).toBe(
      'HIT comes in about 1 of 2 draws (1502/3003, 50.02 %)',
    );
    await follow(page, page.getByRole('link', { name: 'Step by step' }));
    expect(await page.locator('.sentence').innerText()).toBe('Your attack HIT and did 4.42');
    const text = await page.locator('main').innerText();
    // As docs/verifying-a-draw.md works it out by hand.
    expect(text).toContain('c9fb09010e4243aa8593e5bc12b7ae428cbe244bce460ac1a733774dbf71c588');
    expect(text).toContain('02fe64cf9bd8c75d258690b8e021291d');
    expect(text).toContain('Who chose the seed?');
    await page.getByLabel('Seed').fill('another');
    await follow(page, page.getByRole('button', { name: 'Verify' }));
    expect(await page.locator('.sentence').innerText()).toMatch(/^Your attack /);
  });

  test('reads a rule set, draws from it, and finds the draw in the filtered history', async () => {
    await follow(page, page.getByRole('navigation').getByRole('link', { name: 'Rules' }));
    await follow(page, page.getByRole('link', { name: 'Oracle', exact: true }));
    expect(await page.getByText('different draws are possible').isVisible()).toBe(true);
    await follow(page, page.getByRole('link', { name: 'Draw from it' }));
    const sentence = await sentenceOf(page);
    const outcome = await factOf(page, 'Outcome');

    await follow(page, page.getByRole('navigation').getByRole('link', { name: 'History' }));
    await page.getByLabel('Rule set').selectOption('oracle');
    await page.getByLabel('Outcome').selectOption(outcome);
    await follow(page, page.getByRole('button', { name: 'Show' }));
    const first = page.locator('.history a').first();
    expect(await first.innerText()).toBe(sentence);
    await follow(page, first);
    expect(await page.getByText('Recomputed from its seed just now: it matches.').isVisible()).toBe(true);
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

  test('goes back from another page to what was drawn, which draws nothing', async () => {
    await page.goto(site.quartet.frontend.url);
    const seed = await factOf(page, 'Seed');
    await follow(page, page.getByRole('navigation').getByRole('link', { name: 'Rules' }));
    expect(await page.locator('[aria-current=page]').innerText()).toBe('Rules');
    await page.goBack();
    expect(await factOf(page, 'Seed')).toBe(seed);
  });

  test('goes back to what was drawn before, which draws nothing', async () => {
    await follow(page, page.getByRole('link', { name: 'A fresh seed' }));
    const first = await sentenceOf(page);
    const seed = await factOf(page, 'Seed');
    await follow(page, page.getByRole('link', { name: 'Same draw again' }));
    await follow(page, page.getByRole('link', { name: 'A fresh seed' }));
    expect(await factOf(page, 'Seed')).not.toBe(seed);
    await page.goBack();
    await page.locator('.origin code', { hasText: seed }).waitFor();
    expect(await sentenceOf(page)).toBe(first);
  });
});

test('The link of an object is copied', async () => {
  visitor = await newVisitor(site.browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  page = visitor.page;
  await page.goto(`${site.quartet.frontend.url}/?seed=quartet`);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const copied = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(copied).toBe(`${site.quartet.frontend.url}/objects/iL4epp408SSzfn77nK-KaACb`);
  await visitor.leave();
});

test('Drawing again brings the new object without loading the page anew, and its sentence has the focus', async () => {
  visitor = await newVisitor(site.browser);
  page = visitor.page;
  await page.goto(`${site.quartet.frontend.url}/?seed=quartet`);
  await page.evaluate('document.body.setAttribute("data-same", "")');
  await follow(page, page.getByRole('link', { name: 'A fresh seed' }));
  expect(await page.locator('body[data-same]').count()).toBe(1);
  expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
  await visitor.leave();
});

test('Where no scripts run, nothing is shown that would need them', async () => {
  visitor = await newVisitor(site.browser, { javaScriptEnabled: false });
  page = visitor.page;
  for (const path of ['/?seed=quartet', '/verify?seed=quartet', '/api', '/export']) {
    await page.goto(site.quartet.frontend.url + path);
    expect(await page.getByRole('button', { name: /Copy|Stop/ }).count()).toBe(0);
  }
  await visitor.leave();
});
