import { execFile } from 'node:child_process';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { type Listening, listen } from '../../../test/support/listen';
import { type Quartet, startQuartet } from '../../../test/support/quartet';
import { LOAD_TYPESCRIPT } from '../../../packages/service-kit/test/fixture';

const MAIN = join(__dirname, '../src/main.ts');

/** Runs `smoke` and gives its exit code and what it said. */
function smoke(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...LOAD_TYPESCRIPT, MAIN, ...args], (error, out, err) => {
      resolve({ code: error?.code ?? 0, out, err });
    });
  });
}

/** What stands in front: it sends on as nginx does, and spoils the answers that a test wants spoilt. */
type Spoil = (path: string, body: string) => { status?: number; body?: string } | undefined;

const front =
  ({ frontend, product }: Quartet, spoil: Spoil): RequestListener =>
  (req, res) => {
    const path = req.url ?? '';
    const target = path.startsWith('/api/') ? product.url + path.slice('/api'.length) : frontend.url + path;
    fetch(target, { headers: { accept: req.headers.accept ?? '' } })
      .then(async (answer) => {
        const body = await answer.text();
        const spoilt = spoil(path, body);
        res.writeHead(spoilt?.status ?? answer.status, { 'content-type': 'application/json' });
        res.end(spoilt?.body ?? body);
      })
      .catch(() => res.destroy());
  };

describe('A look at a live site', () => {
  let quartet: Quartet;
  let site: Listening | undefined;

  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterEach(() => site?.close());
  afterAll(() => quartet.close());

  const siteThat = async (spoil: Spoil = () => undefined) => {
    site = await listen(front(quartet, spoil));
    return site.url;
  };

  it('ends with 0 where odds, replay and a little load hold', async () => {
    const url = await siteThat();
    const { code, out, err } = await smoke(url, '--visits', '20');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /: \d\d rule sets have exact odds, and an object of each is found again\n20 visits: 0 failed, the slowest took \d+ ms\n$/,
    );
  });

  it.each<[string, Spoil, RegExp]>([
    [
      'odds do not add up to 1',
      (path, body) =>
        path === '/api/rules' ? { body: body.replace(/"fraction":"\d+\//, '"fraction":"0/') } : undefined,
      /: the odds of all outcomes add up to \d+\/\d+, not to 1\n$/,
    ],
    [
      'a number is not that of its seed',
      (path, body) =>
        path.startsWith('/?') ? { body: body.replace(/"number":-?\d+/, '"number":987654') } : undefined,
      /: number is 987654, and -?\d+ worked out here from the seed \(seed smoke-/,
    ],
    [
      'an object is another one in the record',
      (path, body) =>
        path.startsWith('/api/objects/')
          ? { body: body.replace(/"outcome":"[^"]*"/, '"outcome":"NONE"') }
          : undefined,
      /: outcome is .*, and NONE in the record/,
    ],
    [
      'nothing is recorded',
      (path, body) =>
        path.startsWith('/?') ? { body: body.replace(/}$/, ',"recorded":false}') } : undefined,
      /what is drawn is not recorded now/,
    ],
    [
      'a page is no JSON',
      (path) => (path.startsWith('/?') ? { body: '<html>' } : undefined),
      /the answer is no JSON/,
    ],
    [
      'a service is away',
      (path) =>
        path.startsWith('/?') ? { status: 503, body: '{"detail":"The number service is away."}' } : undefined,
      /: 503: The number service is away\.\n$/,
    ],
  ])('ends with 1 where %s', async (_, spoil, sentence) => {
    const { code, err } = await smoke(await siteThat(spoil), '--visits', '0');
    expect([code, err]).toEqual([1, expect.stringMatching(sentence)]);
  });

  it('ends with 1 where one visit of many fails', async () => {
    const url = await siteThat((path) =>
      path.includes('index=7') ? { status: 500, body: '{}' } : undefined,
    );
    const { code, out, err } = await smoke(url, '--visits', '12');
    expect([code, err]).toEqual([1, expect.stringMatching(/^The first that failed: .*index=7: 500\n$/)]);
    expect(out).toMatch(/12 visits: 1 failed/);
  });

  it('ends with 1 where nobody answers, and where an answer never comes', async () => {
    const url = await siteThat();
    await site?.close();
    expect(await smoke(url)).toMatchObject({ code: 1, err: expect.stringMatching(/ECONNREFUSED/) as string });
    site = await listen(() => undefined);
    expect(await smoke(site.url, '--deadline', '1')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/\/api\/rules: /) as string,
    });
  });

  it.each([
    [[], 'Give the URL of a site.'],
    [['site.example'], 'site.example is no address of a site, such as https://site.example.'],
    [
      ['http://site.example/page'],
      'http://site.example/page is no address of a site, such as https://site.example.',
    ],
    [['http://site.example', '--visits', 'x'], '--visits must be a whole number from 0 to 99999, not x.'],
    [['http://site.example', '--ca', '/nowhere'], '--ca: there is no file /nowhere that can be read.'],
  ])('called as %j says what is wrong, and how it is called', async (args, sentence) => {
    const { code, err } = await smoke(...args);
    expect([code, err.split('\n\n')[0]]).toEqual([2, sentence]);
    expect(err).toMatch(/usage: npm run smoke/);
  });
});
