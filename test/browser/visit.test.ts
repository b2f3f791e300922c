import type { Page } from 'playwright-core';
import { useSite } from './site';
import { factOf, follow, newVisitor, sentenceOf, type Visitor } from './visitor';

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
    const { complaints, hosts } = visitor;
    await visitor.leave();
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(site.quartet.frontend.url).host]);
  });

  test('sees the sentence, draws another, opens its permanent page, and draws the same again', async () => {
    expect(await sentenceOf(page)).toMatch(ATTACK);
    expect(await page.title()).toBe(`${await sentenceOf(page)} · Quartet`);
    const firstSeed = await factOf(page, 'Seed');

    await follow(page, page.getByRole('link', { name: 'Draw another' }));
    const sentence = await sentenceOf(page);
    const seed = await factOf(page, 'Seed');
    expect(sentence).toMatch(ATTACK);
    expect(seed).not.toBe(firstSeed);

    await follow(page, page.getByRole('link', { name: 'Its permanent page' }));
    expect(new URL(page.url()).pathname).toMatch(/^\/objects\/[\w-]{24}$/);
    expect(await sentenceOf(page)).toBe(sentence);
    expect(await page.getByText('Recorded on').isVisible()).toBe(true);

    await follow(page, page.getByRole('link', { name: 'Same draw again' }));
    expect(new URL(page.url()).searchParams.get('seed')).toBe(seed);
    expect(await sentenceOf(page)).toBe(sentence);
    expect(await factOf(page, 'Seed')).toBe(seed);
  });

  test('draws with a seed and a rule set of her own', async () => {
    await page.getByLabel('Rule set').selectOption('Product');
    await page.getByLabel('Seed').fill('my own words');
    await follow(page, page.getByRole('button', { name: 'Draw' }));
    expect(await sentenceOf(page)).toBe((await objectOf('rule=product&seed=my+own+words')).text);
    expect(await factOf(page, 'Seed')).toBe('my own words');
    // The form is as it was left.
    expect(await page.getByLabel('Rule set').inputValue()).toBe('product');
    expect(await page.getByLabel('Seed').inputValue()).toBe('my own words');
  });

  test('gets a fresh seed for a field left empty', async () => {
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
  ])('sees a hostile seed as the text that it is: %s', async (seed) => {
    const elements = () => page.locator('*').count();
    await follow(page, page.getByRole('button', { name: 'Draw' }));
    const usual = await elements();
    await page.getByLabel('Seed').fill(seed);
    await follow(page, page.getByRole('button', { name: 'Draw' }));
    expect(await sentenceOf(page)).toMatch(ATTACK);
    expect(await page.locator('.origin code').textContent()).toBe(seed);
    expect(await page.getByLabel('Seed').inputValue()).toBe(seed);
    expect(await elements()).toBe(usual);

    const sentence = await sentenceOf(page);
    await follow(page, page.getByRole('link', { name: 'Its permanent page' }));
    expect(await page.locator('.origin code').textContent()).toBe(seed);
    await follow(page, page.getByRole('link', { name: 'Same draw again' }));
    expect(await sentenceOf(page)).toBe(sentence);
  });
});
