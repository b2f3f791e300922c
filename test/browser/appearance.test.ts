import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { measureContrasts } from './contrasts';
import { useSite } from './site';
import { newVisitor, type Visitor } from './visitor';

const SCREENSHOTS = join(__dirname, '..', '..', 'test-output', 'browser');
const LONG_SEED = 'an-endless-seed-'.repeat(16);
/** WCAG 2.2, success criterion 1.4.3 (level AA), for text of any size. */
const MIN_CONTRAST = 4.5;

const site = useSite();
let visitor: Visitor;
let page: Page;
let pages: Record<string, string>;
beforeAll(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const json = { headers: { Accept: 'application/json' } };
  const { id } = (await (await fetch(`${site.quartet.frontend.url}/?seed=quartet`, json)).json()) as {
    id: string;
  };
  pages = {
    home: '/?seed=quartet',
    'long-seed': `/?seed=${LONG_SEED}`,
    object: `/objects/${id}`,
    rules: '/rules',
    rule: '/rules/attack',
    'rule-large': '/rules/order',
    history: '/history',
    'history-empty': '/history?rule=order',
    verify: '/verify',
    verified: '/verify?seed=quartet',
    'verified-long': `/verify?rule=order&seed=${LONG_SEED}&index=9007199254740991`,
    status: '/status',
    export: '/export',
    api: '/api',
    error: '/?rule=nope',
  };
});
afterEach(() => visitor.close());

describe.each(['light', 'dark'] as const)('The %s scheme', (colorScheme) => {
  describe.each([360, 768, 1280])('at a width of %i pixels', (width) => {
    test.each([
      'home',
      'long-seed',
      'object',
      'rules',
      'rule',
      'rule-large',
      'history',
      'history-empty',
      'verify',
      'verified',
      'verified-long',
      'status',
      'export',
      'api',
      'error',
    ])('fits the page "%s" into the window, with readable text', async (name) => {
      visitor = await newVisitor(site.browser, { colorScheme, viewport: { width, height: 700 } });
      page = visitor.page;
      await page.goto(`${site.quartet.frontend.url}${pages[name]}`);
      await page.screenshot({
        path: join(SCREENSHOTS, `${name}-${width}-${colorScheme}.png`),
        fullPage: true,
      });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const { texts, isDark } = await measureContrasts(page);
      expect(isDark).toBe(colorScheme === 'dark');
      expect(texts.length).toBeGreaterThan(5);
      expect(texts.filter(({ contrast }) => contrast < MIN_CONTRAST)).toEqual([]);
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
    await page.screenshot({ path: join(SCREENSHOTS, `rule-${name}-360-light.png`), fullPage: true });
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect({ name, status: response?.status(), width }).toEqual({ name, status: 200, width: 360 });
  }
});
