import type { Page } from 'playwright-core';
import { useSite } from './site';
import { factOf, newVisitor, headingOf, type Visitor } from './visitor';

const site = useSite();
let visitor: Visitor;
let page: Page;
beforeEach(async () => {
  visitor = await newVisitor(site.browser, { viewport: { width: 768, height: 700 } });
  page = visitor.page;
  await page.goto(`${site.quartet.frontend.url}/?seed=quartet`);
});
afterEach(() => visitor.close());

interface Focused {
  name: string;
  outline: string;
  isInView: boolean;
}

/** Runs in the page: the focused element, its outline, and whether it is in view. */
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

/** Presses Tab until the focus leaves the page. */
async function tabThrough(): Promise<Focused[]> {
  const all: Focused[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    if (await page.evaluate('document.activeElement === document.body')) return all;
    all.push(await page.evaluate<Focused>(FOCUSED));
    if (all.length > 50) throw new Error('The focus does not leave the page');
  }
}

test('Tab reaches every link, button and field in page order, with a visible outline', async () => {
  const all = await tabThrough();
  expect(all.map(({ name }) => name)).toEqual([
    'Skip to content',
    'Quartet',
    'Draw',
    'Rules',
    'History',
    'Verify',
    'Export',
    'API',
    'Status',
    'attack',
    'Verify this draw',
    'New random seed',
    'Repeat this draw',
    'Permalink',
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

test('Enter follows a link', async () => {
  await tabTo('Repeat this draw');
  await page.keyboard.press('Enter');
  await page.waitForURL(/rule=attack&.*seed=quartet$/);
  expect(await headingOf(page)).toBe('Your attack HIT and did 4.42');
});

test('The form works without a mouse', async () => {
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

test('The first link skips the header', async () => {
  await tabTo('Skip to content');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#main$/);
  await page.keyboard.press('Tab');
  expect(await page.evaluate<Focused>(FOCUSED)).toMatchObject({ name: 'attack' });
});
