import type { Page } from 'playwright-core';
import { useSite } from './site';
import { factOf, newVisitor, sentenceOf, type Visitor } from './visitor';

const site = useSite();
let visitor: Visitor;
let page: Page;
beforeEach(async () => {
  visitor = await newVisitor(site.browser, { viewport: { width: 768, height: 700 } });
  page = visitor.page;
  await page.goto(`${site.quartet.frontend.url}/?seed=quartet`);
});
afterEach(() => visitor.leave());

interface Focused {
  name: string;
  outline: string;
  isInView: boolean;
}

/** Runs in the page: what has the focus, how it shows, and whether it can be seen. */
const FOCUSED = `(() => {
  const element = document.activeElement;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return {
    name: element.labels?.[0]?.firstChild.data.trim() ?? element.textContent.trim(),
    outline: style.outlineStyle + ' ' + style.outlineWidth,
    isInView: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && right > left,
  };
})()`;

/** Presses Tab until the focus is back where it started, outside the page. */
async function tabThrough(): Promise<Focused[]> {
  const all: Focused[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    if (await page.evaluate('document.activeElement === document.body')) return all;
    all.push(await page.evaluate<Focused>(FOCUSED));
    if (all.length > 50) throw new Error('Tab does not come to an end');
  }
}

test('Tab reaches everything there is to do, in the order of the page, and shows where it is', async () => {
  const all = await tabThrough();
  expect(all.map(({ name }) => name)).toEqual([
    'Skip to the content',
    'Quartet',
    'Draw',
    'Rules',
    'History',
    'Verify',
    'Export',
    'API',
    'Status',
    'attack',
    'Step by step, and how to work it out without us',
    'A fresh seed',
    'Same draw again',
    'Its permanent page',
    'Copy link',
    'Rule set',
    'Seed',
    'Draw',
  ]);
  for (const focused of all) expect(focused).toMatchObject({ outline: 'solid 3px', isInView: true });
});

async function tabTo(name: string): Promise<void> {
  do await page.keyboard.press('Tab');
  while ((await page.evaluate<Focused>(FOCUSED)).name !== name);
}

test('Enter draws again', async () => {
  await tabTo('Same draw again');
  await page.keyboard.press('Enter');
  await page.waitForURL(/rule=attack&.*seed=quartet$/);
  expect(await sentenceOf(page)).toBe('Your attack HIT and did 4.42');
});

test('A draw by own choice takes no mouse', async () => {
  await tabTo('Rule set');
  const ruleSet = page.getByLabel('Rule set');
  while ((await ruleSet.inputValue()) !== 'product') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('typed');
  await page.keyboard.press('Enter');
  await page.waitForURL(/rule=product&seed=typed$/);
  expect(await factOf(page, 'Seed')).toBe('typed');
});

test('The first link leads past the header', async () => {
  await tabTo('Skip to the content');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#main$/);
  await page.keyboard.press('Tab');
  expect(await page.evaluate<Focused>(FOCUSED)).toMatchObject({ name: 'attack' });
});
