import { source } from 'axe-core';
import { useSite } from './site';
import { newVisitor } from './visitor';

const site = useSite();

describe.each(['light', 'dark'] as const)('axe finds no violations in the %s scheme', (colorScheme) => {
  test.each([
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
  ])('on %s', async (path) => {
    await fetch(`${site.quartet.frontend.url}/?seed=quartet`);
    const { page, close } = await newVisitor(site.browser, {
      colorScheme,
      viewport: { width: 360, height: 700 },
    });
    await page.goto(`${site.quartet.frontend.url}${path}`);
    await page.evaluate(source);
    const { violations, passes } = await page.evaluate<{
      violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
      passes: unknown[];
    }>('axe.run()');
    await close();
    expect(passes.length).toBeGreaterThan(10);
    expect(
      violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
      ),
    ).toEqual([]);
  });
});
