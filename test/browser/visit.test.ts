import type { Page } from 'playwright-core';
import { useSite } from './site';
import { factOf, follow, newVisitor, headingOf, type Visitor } from './visitor';

const ATTACK = /^Your attack (MISSED|CRIT|HIT) and did \d+(\.\d+)?$/;

const site = useSite();
let visitor: Visitor;
let page: Page;

const objectOf = async (query: string) => {
  const response = await fetch(`${site.quartet.frontend.url}/?${query}`, {
    headers: { Accept: 'application/json' },
  });
  return (await response.json()) as { text: string };
};

describe.each([
  ['without JavaScript', false],
  ['with JavaScript', true],
])('A visitor %s', (_how, javaScriptEnabled) => {
  beforeEach(async () => {
    visitor = await newVisitor(site.browser, { javaScriptEnabled });
    page = visitor.page;
    await page.goto(site.quartet.frontend.url);
  });
  afterEach(async () => {
    const { consoleMessages, hosts } = visitor;
    await visitor.close();
    expect(consoleMessages).toEqual([]);
    expect([...hosts]).toEqual([new URL(site.quartet.frontend.url).host]);
  });

  test('sees an object, draws again, opens the permalink, and repeats the draw', async () => {
    expect(await headingOf(page)).toMatch(ATTACK);
    expect(await page.title()).toBe(`${await headingOf(page)} · Quartet`);
    const firstSeed = await factOf(page, 'Seed');

    await follow(page, page.getByRole('link', { name: 'Draw again' }));
    const sentence = await headingOf(page);
    const seed = await factOf(page, 'Seed');
    expect(sentence).toMatch(ATTACK);
    expect(seed).not.toBe(firstSeed);

    await follow(page, page.getByRole('link', { name: 'Permalink' }));
    expect(new URL(page.url()).pathname).toMatch(/^\/objects\/[\w-]{24}$/);
    expect(await headingOf(page)).toBe(sentence);
    expect(await page.getByText('Recorded on').isVisible()).toBe(true);

    await follow(page, page.getByRole('link', { name: 'Repeat this draw' }));
    expect(new URL(page.url()).searchParams.get('seed')).toBe(seed);
    expect(await headingOf(page)).toBe(sentence);
    expect(await factOf(page, 'Seed')).toBe(seed);
  });

  test('draws with a chosen rule set and seed', async () => {
    await page.getByLabel('Rule set').selectOption('Product');
    await page.getByLabel('Seed').fill('my own words');
    await follow(page, page.getByRole('button', { name: 'Draw' }));
    expect(await headingOf(page)).toBe((await objectOf('rule=product&seed=my+own+words')).text);
    expect(await factOf(page, 'Seed')).toBe('my own words');
    // The form keeps its input.
    expect(await page.getByLabel('Rule set').inputValue()).toBe('product');
    expect(await page.getByLabel('Seed').inputValue()).toBe('my own words');
  });

  test('gets a random seed for an empty field', async () => {
    await follow(page, page.getByRole('button', { name: 'Draw' }));
    const seeds = [await factOf(page, 'Seed')];
    expect(await page.getByLabel('Seed').inputValue()).toBe('');
    await follow(page, page.getByRole('button', { name: 'Draw' }));
    seeds.push(await factOf(page, 'Seed'));
    expect(new Set(seeds).size).toBe(2);
  });

  test.each([
    '<script>document.title = "taken"; console.error("ran")</script>',
    '"><img src=x onerror=console.error(1)>',
    `'"&amp;<!-- </code></dl> --> \\ %3Cb%3E`,
    'javascript:alert(1)',
  ])('sees a hostile seed as plain text: %s', async (seed) => {
    const elements = () => page.locator('*').count();
    await follow(page, page.getByRole('button', { name: 'Draw' }));
    const expected = await elements();
    await page.getByLabel('Seed').fill(seed);
    await follow(page, page.getByRole('button', { name: 'Draw' }));
    expect(await headingOf(page)).toMatch(ATTACK);
    expect(await page.locator('.origin code').textContent()).toBe(seed);
    expect(await page.getByLabel('Seed').inputValue()).toBe(seed);
    expect(await elements()).toBe(expected);

    const sentence = await headingOf(page);
    await follow(page, page.getByRole('link', { name: 'Permalink' }));
    expect(await page.locator('.origin code').textContent()).toBe(seed);
    await follow(page, page.getByRole('link', { name: 'Repeat this draw' }));
    expect(await headingOf(page)).toBe(sentence);
  });
});
