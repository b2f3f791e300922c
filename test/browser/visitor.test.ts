import type { Browser } from 'playwright-core';
import { listen } from '../support/listen';
import { launchBrowser, newVisitor, type Visitor } from './visitor';

jest.setTimeout(60_000);

const POLICY = "default-src 'none'; img-src 'self'";
const BAD_PAGE = `<!doctype html><title>bad</title><script>console.error('ran')</script>
<img src="http://elsewhere.test/picture.png"><style>p { color: red }</style><p>bad</p>`;

let browser: Browser;
let visitor: Visitor;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => visitor.close());

/** Visits a bad page with these headers, and returns its host. */
async function visit(headers: Record<string, string>, options = {}): Promise<string> {
  const site = await listen((_req, res) =>
    res.writeHead(200, { 'Content-Type': 'text/html', ...headers }).end(BAD_PAGE),
  );
  visitor = await newVisitor(browser, options);
  await visitor.page.goto(site.url, { waitUntil: 'networkidle' });
  await site.close();
  return new URL(site.url).host;
}

describe('A visitor', () => {
  test.each([true, false])(
    'records violations of the content security policy (JavaScript: %s)',
    async (javaScriptEnabled) => {
      await visit({ 'Content-Security-Policy': POLICY }, { javaScriptEnabled });
      expect(visitor.consoleMessages).toContainEqual(
        expect.stringMatching(/picture\.png' violates .*img-src 'self'/),
      );
      expect(visitor.consoleMessages).toContainEqual(expect.stringMatching(/inline style violates/));
    },
  );

  test('records requests to other hosts, and their failure', async () => {
    const host = await visit({});
    expect([...visitor.hosts]).toEqual([host, 'elsewhere.test']);
    expect(visitor.consoleMessages.sort()).toEqual([
      'Failed to load resource: net::ERR_NAME_NOT_RESOLVED',
      'ran',
    ]);
  });
});
