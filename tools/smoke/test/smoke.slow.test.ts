import { execFile } from 'node:child_process';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { type Listening, listen } from '../../../test/support/listen';
import { type Quartet, startQuartet } from '../../../test/support/quartet';
import { LOAD_TYPESCRIPT } from '../../../packages/service-kit/test/fixture';

const MAIN = join(__dirname, '../src/main.ts');

/** Runs `smoke` and returns its exit code and output. */
function smoke(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...LOAD_TYPESCRIPT, MAIN, ...args], (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

/** Changes a response, or returns undefined to leave it unchanged. */
type Tamper = (path: string, body: string) => { status?: number; body?: string } | undefined;

/** A proxy that routes like nginx and lets a test change responses. */
const createProxy =
  ({ frontend, product }: Quartet, tamper: Tamper): RequestListener =>
  (req, res) => {
    const path = req.url ?? '';
    const target = path.startsWith('/api/') ? product.url + path.slice('/api'.length) : frontend.url + path;
    fetch(target, { headers: { accept: req.headers.accept ?? '' } })
      .then(async (answer) => {
        const body = await answer.text();
        const tampered = tamper(path, body);
        res.writeHead(tampered?.status ?? answer.status, { 'content-type': 'application/json' });
        res.end(tampered?.body ?? body);
      })
      .catch(() => res.destroy());
  };

describe('The smoke test', () => {
  let quartet: Quartet;
  let site: Listening | undefined;

  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterEach(() => site?.close());
  afterAll(() => quartet.close());

  const startSite = async (tamper: Tamper = () => undefined) => {
    site = await listen(createProxy(quartet, tamper));
    return site.url;
  };

  it('exits with 0 when the odds, the replay and the load test pass', async () => {
    const url = await startSite();
    const { code, stdout, stderr } = await smoke(url, '--visits', '20');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /: \d\d rule sets have exact odds and replayable draws\n20 visits: 0 failed, the slowest took \d+ ms\n$/,
    );
  });

  it.each<[string, Tamper, RegExp]>([
    [
      'odds do not add up to 1',
      (path, body) =>
        path === '/api/rules' ? { body: body.replace(/"fraction":"\d+\//, '"fraction":"0/') } : undefined,
      /: the odds must add up to 1, got \d+\/\d+\n$/,
    ],
    [
      'a number does not match its seed',
      (path, body) =>
        path.startsWith('/?') ? { body: body.replace(/"number":-?\d+/, '"number":987654') } : undefined,
      /: number is 987654, but -?\d+ when computed from the seed \(seed smoke-/,
    ],
    [
      'the history has another object',
      (path, body) =>
        path.startsWith('/api/objects/')
          ? { body: body.replace(/"outcome":"[^"]*"/, '"outcome":"NONE"') }
          : undefined,
      /: outcome is .*, but NONE in the history/,
    ],
    [
      'a draw is not recorded',
      (path, body) =>
        path.startsWith('/?') ? { body: body.replace(/}$/, ',"recorded":false}') } : undefined,
      /the draw was not recorded/,
    ],
    [
      'a response is not JSON',
      (path) => (path.startsWith('/?') ? { body: '<html>' } : undefined),
      /the response is not JSON/,
    ],
    [
      'a service is unavailable',
      (path) =>
        path.startsWith('/?')
          ? { status: 503, body: '{"detail":"The number service is unavailable."}' }
          : undefined,
      /: 503: The number service is unavailable\.\n$/,
    ],
  ])('exits with 1 when %s', async (_, tamper, message) => {
    const { code, stderr } = await smoke(await startSite(tamper), '--visits', '0');
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
  });

  it('exits with 1 when one of many visits fails', async () => {
    const url = await startSite((path) =>
      path.includes('index=7') ? { status: 500, body: '{}' } : undefined,
    );
    const { code, stdout, stderr } = await smoke(url, '--visits', '12');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^First failure: .*index=7: 500\n$/)]);
    expect(stdout).toMatch(/12 visits: 1 failed/);
  });

  it('exits with 1 when the site refuses connections or does not respond', async () => {
    const url = await startSite();
    await site?.close();
    expect(await smoke(url)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/ECONNREFUSED/) as string,
    });
    site = await listen(() => undefined);
    expect(await smoke(site.url, '--deadline', '1')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/\/api\/rules: /) as string,
    });
  });

  it.each([
    [[], "error: missing required argument 'url'"],
    [
      ['site.example'],
      "error: command-argument value 'site.example' is invalid for argument 'url'. It must be the origin of a site, such as https://site.example.",
    ],
    [
      ['http://site.example/page'],
      "error: command-argument value 'http://site.example/page' is invalid for argument 'url'. It must be the origin of a site, such as https://site.example.",
    ],
    [
      ['http://site.example', '--visits', 'x'],
      "error: option '--visits <n>' argument 'x' is invalid. It must be a whole number from 0 to 99999.",
    ],
    [
      ['http://site.example', '--ca', '/nowhere'],
      "error: option '--ca <file>' argument '/nowhere' is invalid. It must be a readable file.",
    ],
  ])('exits with 2, an error and the usage when its arguments are %j', async (args, message) => {
    const { code, stderr } = await smoke(...args);
    expect([code, stderr.split('\n\n')[0]]).toEqual([2, message]);
    expect(stderr).toMatch(/Usage: npm run smoke/);
  });
});
