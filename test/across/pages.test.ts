import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import request from 'supertest';
import { runInShell } from '../support/shell-command';
import { type Quartet, startQuartet } from '../support/quartet';

const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;
const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

describe('The pages', () => {
  let quartet: Quartet;
  let ids: string[];
  const get = (path: string, accept = HTML) => request(quartet.frontend.url).get(path).set('Accept', accept);
  beforeAll(async () => {
    quartet = await startQuartet();
    ids = [];
    for (let index = 0; index < 250; index++) {
      const { body } = await get(`/?seed=pages&index=${index}`, 'application/json').expect(200);
      ids.push((body as { id: string }).id);
    }
  });
  afterAll(() => quartet.close());

  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
      'void-style': 'off',
      'doctype-style': 'off',
      'no-trailing-whitespace': 'off',
      'long-title': 'off',
    },
  });

  const PAGES = [
    '/',
    '/rules',
    '/rules/attack',
    '/rules/order',
    '/history',
    '/history?rule=order',
    '/verify',
    '/verify?seed=quartet',
    '/?rule=nope',
    '/nowhere',
    '/objects/ID',
    '/status',
    '/export',
    '/api',
  ];
  const page = async (path: string) => (await get(path.replace('ID', ids[0]!))).text;

  it.each(PAGES)('have complete links: %s', async (path) => {
    const links = [...(await page(path)).matchAll(/(?:href|src|action|content)="([^"]*)"/g)].map(
      ([, link]) => link,
    );
    expect(links).not.toHaveLength(0);
    expect(links.filter((link) => /undefined|null|NaN|\[object/.test(link!))).toEqual([]);
  });

  it.each(PAGES)('are valid HTML: %s', async (path) => {
    const text = await page(path);
    const { results } = await validator.validateString(text);
    expect(
      results.flatMap(({ messages }) => messages.map(({ message, line }) => `${line}: ${message}`)),
    ).toEqual([]);
  });

  it('show for an object that it was verified', async () => {
    const { text } = await get(`/objects/${ids[7]}`).expect(200);
    expect(text).toContain('Verified just now: the object recomputed from the seed is identical.');
    expect(text).toMatch(/<meta property="og:url" content="http:\/\/127\.0\.0\.1:\d+\/objects\/[\w-]{24}">/);
    expect(text).toMatch(/<svg[^>]*viewBox/);
  });

  it('list each object of the history once, from the newest to the oldest', async () => {
    const seen: string[] = [];
    for (let path: string | undefined = '/history'; path;) {
      const { text }: { text: string } = await get(path).expect(200);
      seen.push(...[...text.matchAll(/href="\/objects\/([\w-]{24})"/g)].map(([, id]) => id!));
      path = />?<a class="button secondary" href="([^"]+)">Older</.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => ids.includes(id))).toEqual([...ids].reverse());
  });

  it('filter the history by rule set and outcome, and ignore blank fields', async () => {
    const outcomes = async (query: string) => {
      const { body } = await get(`/history?${query}`, 'application/json').expect(200);
      return (body as { objects: { outcome: string }[] }).objects.map(({ outcome }) => outcome);
    };
    expect(new Set(await outcomes('rule=attack&outcome=CRIT'))).toEqual(new Set(['CRIT']));
    expect(await outcomes('rule=&outcome=')).toHaveLength(50);
    expect(await outcomes('rule=order')).toEqual([]);
    await get('/history?rule=nope').expect(422);
  });

  it('offer the whole history as one CSV file', async () => {
    const { text, headers } = await get('/history.csv').expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename=quartet-history.csv');
    const [head, ...rows] = text.trimEnd().split('\n');
    expect(head).toBe('createdAt,id,rule,version,seed,index,number,float,product,outcome,text,attributes');
    const listed = rows.map((row) => row.split(',')[1]!);
    expect(listed.filter((id) => ids.includes(id))).toEqual([...ids].reverse());
  });

  it('show the file of a rule set, and compare the draws with the odds', async () => {
    const { text } = await get('/rules/attack').expect(200);
    expect(text).toContain('when: &#39;number == 2 &amp;&amp; float &gt; 5.0&#39;');
    expect(text).toMatch(/Chi-squared \d+\.\d\d with 2 degrees of freedom, p = [\d.e-]+, after \d+ draws\./);
    // Number 0 always misses; number 2 is a critical hit if the float is above 5.
    const grid = /<title id="grid-title">.*?<\/svg>/s.exec(text)![0];
    expect([...grid.matchAll(/class="outcome-(\d)"/g)].map(([, outcome]) => outcome)).toEqual([
      '0',
      '2',
      '2',
      '1',
    ]);
    const withVariables = await get('/rules/plague').expect(200);
    expect(withVariables.text).toContain('<code>lucky</code></dt><dd><code>float == 1.0</code>');
    expect((await get('/rules/plague', '*/*')).text).toContain('\nlucky = float == 1.0\n');
    const undrawn = await get('/rules/order').expect(200);
    expect(undrawn.text).toMatch(/Draws so far: 0\. A comparison with the odds needs at least [\d,]+ draws/);
  });

  it('return text to a terminal', async () => {
    expect((await get('/rules/attack', '*/*')).text).toMatch(/^Attack \(attack, version [0-9a-f]{16}\)\n/);
    expect((await get('/history', '*/*')).text).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z {2}Your attack .*\n/);
    const { text } = await get('/history?rule=attack', '*/*');
    expect(text).toMatch(/ {2}\/objects\/[\w-]{24}\nOlder: \/history\?rule=attack&before=\d+\n$/);
    expect((await get('/history?rule=oracle', '*/*')).text).toBe('No matching draws.\n');
  });

  it('return a shell script with the expected results to a terminal that verifies a draw', async () => {
    const { text } = await get('/verify?seed=quartet', '*/*');
    expect(text).toMatch(/^# Rule set attack, version [0-9a-f]{16}, index 0\n/);
    expect(text).toMatch(/# Result: HIT, Your attack HIT and did 4\.42\n$/);
    if (hasOpenssl) expect(await runInShell(text)).toMatch(/\n4\.42\n$/);
  });

  it('ask crawlers not to follow links that draw, but let them list the home page', async () => {
    const { text } = await get('/robots.txt', '*/*').expect(200);
    expect(text).toContain('\nDisallow: /?\n');
    expect(text).not.toMatch(/^Disallow: \/\$?$/m);
  });

  it('link back to the form when its input is invalid', async () => {
    expect((await get('/export?count=0').expect(422)).text).toContain('href="/export">Back to the form<');
  });

  it('list the available rule sets when the rule set is unknown', async () => {
    const { text } = await get('/rules/nope').expect(404);
    expect(text).toMatch(
      /There is no rule set nope\. Available rule sets: <a href="\/\?rule=attack">attack<\/a>/,
    );
  });

  it('report the state of each service and of the database', async () => {
    const { body } = await get('/status', 'application/json').expect(200);
    const up = (name: string) => ({
      name,
      state: 'up',
      version: '0.1.0',
      revision: 'unknown',
      replica: hostname(),
    });
    expect(body).toEqual({
      services: [
        up('frontend'),
        ...['number', 'float', 'product'].map((name) => ({
          ...up(name),
          replicas: { known: 1, unhealthy: 0 },
        })),
      ],
      database: { state: 'recording', kind: 'SQLite', waiting: 0 },
    });
    expect((await get('/status', '*/*')).text).toMatch(
      /^frontend {2}up {2}0\.1\.0 .*\n(.* {2}1 of 1 replica healthy\n){3}database {2}recording {2}SQLite\n$/,
    );
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc
      .tuple(fc.constantFrom('<', '">', "'>", '</code>', '<!--', '&lt;', '{{', '<%'), fc.string())
      .map(([prefix, rest]) => `${prefix}<img src=x onerror=alert(1)>${rest}`),
  );

  it('show all user input as plain text', async () => {
    const tags = async (path: string) =>
      [...(await get(path)).text.matchAll(/<\/?([a-z][a-z0-9-]*)/gi)].map(([, name]) => name).join(' ');
    const expected = {
      home: await tags('/?seed=a'),
      verify: await tags('/verify?seed=a'),
      history: await tags('/history?outcome=a'),
      rule: await tags('/rules/a'),
    };
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const field = encodeURIComponent(text);
        expect(await tags(`/?seed=${field}`)).toBe(expected.home);
        expect(await tags(`/verify?seed=${field}`)).toBe(expected.verify);
        expect(await tags(`/history?outcome=${field}`)).toBe(expected.history);
        if (!['.', '..'].includes(text)) expect(await tags(`/rules/${field}`)).toBe(expected.rule);
      }),
      { numRuns: 30 },
    );
  });
});
