import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { measureContrasts } from './contrasts';
import { useSite } from './site';
import { newVisitor, type Visitor } from './visitor';

const SCREENSHOTS = join(__dirname, '..', '..', 'test-output', 'browser');
/** The object of the seed `quartet`. */
const OBJECT = 'iL4epp408SSzfn77nK-KaACb';
const LONG_SEED = 'an-endless-seed-'.repeat(16);
/** WCAG 2.2, success criterion 1.4.3 (level AA), for text of any size. */
const MIN_CONTRAST = 4.5;

const site = useSite();
let visitor: Visitor;
let page: Page;
beforeAll(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await fetch(`${site.quartet.frontend.url}/?seed=quartet`);
});

const open = async (path: string) => {
  visitor = await newVisitor(site.browser);
  page = visitor.page;
  await page.goto(`${site.quartet.frontend.url}${path}`);
};

/** Keeps a screenshot of a page that does not look as expected. */
async function orScreenshot(name: string, look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
    throw error;
  }
}

describe.each([
  ['home', '/?seed=quartet'],
  ['long-seed', `/?seed=${LONG_SEED}`],
  ['object', `/objects/${OBJECT}`],
  ['rules', '/rules'],
  ['rule', '/rules/attack'],
  ['rule-large', '/rules/order'],
  ['history', '/history'],
  ['history-empty', '/history?rule=order'],
  ['verify', '/verify'],
  ['verified', '/verify?seed=quartet'],
  ['verified-long', `/verify?rule=order&seed=${LONG_SEED}&index=9007199254740991`],
  ['status', '/status'],
  ['export', '/export'],
  ['api', '/api'],
  ['error', '/?rule=nope'],
])('The page "%s"', (name, path) => {
  beforeAll(() => open(path));
  afterAll(() => visitor.close());

  describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
    test.each([360, 768, 1280])('fits into a window of %i pixels, with readable text', async (width) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 700 });
      await orScreenshot(`${name}-${width}-${colorScheme}`, async () => {
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        const { texts, isDark } = await measureContrasts(page);
        expect(isDark).toBe(colorScheme === 'dark');
        expect(texts.length).toBeGreaterThan(5);
        expect(texts.filter(({ contrast }) => contrast < MIN_CONTRAST)).toEqual([]);
      });
    });
  });
});

test('An object of every rule set fits into the window of a phone', async () => {
  const { rules } = (await (await fetch(`${site.quartet.product.url}/rules`)).json()) as {
    rules: { name: string }[];
  };
  expect(rules.length).toBeGreaterThan(1);
  visitor = await newVisitor(site.browser, { viewport: { width: 360, height: 700 } });
  page = visitor.page;
  for (const { name } of rules) {
    const response = await page.goto(`${site.quartet.frontend.url}/?rule=${name}&seed=quartet`);
    await orScreenshot(`rule-${name}`, async () => {
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect({ name, status: response?.status(), width }).toEqual({ name, status: 200, width: 360 });
    });
  }
  await visitor.close();
});
