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

  it('lists each operation of each service', async () => {
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

  it('links only to schemas that it contains', async () => {
    const html = await page();
    const linked = new Set([...html.matchAll(/href="#(\w+)"/g)].map(([, id]) => id!));
    expect(linked.size).toBeGreaterThan(20);
    for (const id of linked) expect(html).toContain(`id="${id}"`);
  });

  it('describes the type of a parameter in words', async () => {
    const html = await page();
    const parameter = (name: string) =>
      new RegExp(`<dt><code>${name}</code>.*?</dt>\\s*<dd>(.*?)</dd>`).exec(html)?.[1];
    expect(parameter('count')).toBe(
      'whole number, 1 to 10000, default <code>1</code>. Number of draws, with consecutive indexes.',
    );
    expect(parameter('limit')).toBe(
      'whole number, 1 to 200, default <code>50</code>. Maximum number of objects on the page.',
    );
    expect(parameter('format')).toBe(
      'csv or ndjson or json, default <code>csv</code>. Format of the file. A truncated JSON file is invalid.',
    );
    expect(parameter('objects')).toBe(
      'list of object, 1 to 1000 items. Objects, each with the fields of `POST /product`.',
    );
    expect(parameter('rules')).toBe('list of <a href="#RuleSet">RuleSet</a>. Rule sets, sorted by name.');
    expect(parameter('next')).toMatch(/^whole number or null\. Cursor of the next/);
  });

  curlTest('contains only commands that work unchanged', async () => {
    const commands = commandsOn(await page());
    expect(commands.length).toBeGreaterThan(35);
    for (const command of commands) {
      const stdout = await runInShell(command);
      if (!command.includes(' > ')) expect(stdout).not.toBe('');
    }
  });

  it('is text with the same commands for a terminal', async () => {
    const commands = commandsOn(await page());
    const { text } = await request(quartet.frontend.url).get('/api').set('Accept', '*/*').expect(200);
    expect(text).toContain('# GET /number: Draw one number\n');
    for (const command of commands) expect(text).toContain(command);
  });

  it('has the addresses of nginx, and no commands for internal operations, behind nginx', async () => {
    const urls = { number: quartet.number.url, float: quartet.float.url, product: quartet.product.url };
    const html = await page(frontendApp({ ...urls, apiUrl: '/api' }));
    expect(html).toMatch(/href="http:\/\/127\.0\.0\.1:\d+\/api\/float\/openapi\.json"/);
    const commands = commandsOn(html);
    expect(commands.filter((command) => /:\d+\/api\/rules\/attack"/.test(command))).not.toEqual([]);
    expect(commands.filter((command) => command.includes('/rules/check'))).toEqual([]);
    expect(html).toContain('Internal operation');
    for (const url of Object.values(urls)) expect(html).not.toContain(url);
  });
});
