import { spawnSync } from 'node:child_process';
import request from 'supertest';
import { type OpenApiDocument } from '@quartet/contracts';
import { runInShell } from '../support/shell-command';
import { type Quartet, frontendApp, startQuartet } from '../support/quartet';

const hasCurl = spawnSync('curl', ['--version']).error === undefined;
const curlTest = hasCurl ? it : it.skip;

interface Reference {
  services: { name: string; address: string; openapi: OpenApiDocument }[];
}

describe('The API reference', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterAll(() => quartet.close());

  const page = async (app: Parameters<typeof request>[0] = quartet.frontend.url) =>
    (await request(app).get('/api').set('Accept', 'text/html').expect(200)).text;
  const commandsOn = (html: string) =>
    [...html.matchAll(/<code id="[\w-]+-\d+">(.*?)<\/code>/gs)].map(([, command]) =>
      command!
        .replaceAll('&#34;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    );

  it('tells of each operation of each service', async () => {
    const html = await page();
    const { body } = await request(quartet.frontend.url).get('/api').set('Accept', 'application/json');
    const { services } = body as Reference;
    expect(services.map(({ name, address }) => [name, address])).toEqual([
      ['number', quartet.number.url],
      ['float', quartet.float.url],
      ['product', quartet.product.url],
      ['frontend', quartet.frontend.url],
    ]);
    for (const { openapi } of services) {
      for (const [path, methods] of Object.entries(openapi.paths ?? {}))
        for (const method of Object.keys(methods))
          if (path !== '/openapi.json')
            expect(html).toContain(`<code>${method.toUpperCase()} ${path}</code>`);
    }
  });

  it('leads to each schema that it names', async () => {
    const html = await page();
    const named = new Set([...html.matchAll(/href="#(\w+)"/g)].map(([, id]) => id!));
    expect(named.size).toBeGreaterThan(20);
    for (const id of named) expect(html).toContain(`id="${id}"`);
  });

  it('says of a parameter what it may be, in words', async () => {
    const html = await page();
    const parameter = (name: string) =>
      new RegExp(`<dt><code>${name}</code>.*?</dt>\\s*<dd>(.*?)</dd>`).exec(html)?.[1];
    expect(parameter('count')).toBe(
      'whole number, 1 to 10000; <code>1</code> where it is not given. Number of draws, with consecutive indexes.',
    );
    expect(parameter('limit')).toBe(
      'whole number, 1 to 200; <code>50</code> where it is not given. Maximum number of objects on the page.',
    );
    expect(parameter('format')).toBe(
      'csv or ndjson or json; <code>csv</code> where it is not given. Format of the file. A truncated JSON file is invalid.',
    );
    expect(parameter('objects')).toBe('list of object, 1 to 1000 of them. Objects, each with the fields of `POST /product`.');
    expect(parameter('rules')).toBe('list of <a href="#RuleSet">RuleSet</a>. Rule sets, sorted by name.');
    expect(parameter('next')).toMatch(/^whole number or null\. Cursor of the next/);
  });

  curlTest('has commands that work as they stand, each of them', async () => {
    const commands = commandsOn(await page());
    expect(commands.length).toBeGreaterThan(35);
    for (const command of commands) {
      const stdout = await runInShell(command);
      if (!command.includes(' > ')) expect(stdout).not.toBe('');
    }
  });

  it('is text for a terminal, with the same commands', async () => {
    const commands = commandsOn(await page());
    const { text } = await request(quartet.frontend.url).get('/api').set('Accept', '*/*').expect(200);
    expect(text).toContain('# GET /number: Draw one number\n');
    for (const command of commands) expect(text).toContain(command);
  });

  it('where nginx is in front, has the addresses that it gives, and no command for what it keeps back', async () => {
    const urls = { number: quartet.number.url, float: quartet.float.url, product: quartet.product.url };
    const html = await page(frontendApp({ ...urls, apiUrl: '/api' }));
    expect(html).toMatch(/href="http:\/\/127\.0\.0\.1:\d+\/api\/float\/openapi\.json"/);
    const commands = commandsOn(html);
    expect(commands.filter((command) => /:\d+\/api\/rules\/attack"/.test(command))).not.toEqual([]);
    expect(commands.filter((command) => command.includes('/rules/check'))).toEqual([]);
    expect(html).toContain('Only for those inside');
    for (const url of Object.values(urls)) expect(html).not.toContain(url);
  });
});
