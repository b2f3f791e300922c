import { source } from 'axe-core';
import { useSite } from './site';
import { newVisitor, type Visitor } from './visitor';

const site = useSite();
// Record the object that the tests open.
beforeAll(() => fetch(`${site.quartet.frontend.url}/?seed=quartet`));

describe.each([
  '/?seed=quartet',
  '/objects/iL4epp408SSzfn77nK-KaACb',
  '/rules',
  '/rules/attack',
  '/rules/order',
  '/history',
  '/history?rule=order',
  '/verify',
  '/verify?seed=quartet',
  '/status',
  '/export',
  '/api',
  '/?rule=nope',
  '/nowhere',
])('axe finds no violations on %s', (path) => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await newVisitor(site.browser, { viewport: { width: 360, height: 700 } });
    await visitor.page.goto(`${site.quartet.frontend.url}${path}`);
    await visitor.page.evaluate(source);
  });
  afterAll(() => visitor.close());

  test.each(['light', 'dark'] as const)('in the %s scheme', async (colorScheme) => {
    const { page } = visitor;
    await page.emulateMedia({ colorScheme });
    const { violations, passes } = await page.evaluate<{
      violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
      passes: unknown[];
    }>('axe.run()');
    expect(passes.length).toBeGreaterThan(10);
    expect(
      violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
      ),
    ).toEqual([]);
  });
});
