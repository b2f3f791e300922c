import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findChromium } from '../browser/find-chromium';
import { type Quartet, startQuartet } from '../support/quartet';

const LIGHTHOUSE = join(__dirname, 'node_modules', 'lighthouse', 'cli', 'index.js');
const REPORTS = join(__dirname, '..', '..', 'test-output', 'lighthouse');
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

const CHROME_FLAGS = [
  ...['--headless=new', '--no-sandbox', '--disable-gpu'],
  // One process for all pages: one that starts with the page is now and then traced too late, and then Lighthouse
  // finds no beginning of the page (NO_NAVSTART; GoogleChrome/lighthouse#7118).
  ...['--disable-site-isolation-trials', '--renderer-process-limit=1'],
];

/** Each category is scored from 0 to 1; what is below this is said. */
const LEAST_SCORE = 0.95;

interface Report {
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null }>;
}

describe('Lighthouse, as on a phone', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
    await mkdir(REPORTS, { recursive: true });
    for (let index = 0; index < 100; index++)
      await fetch(`${quartet.frontend.url}/?seed=lighthouse&index=${index}`);
  });
  afterAll(() => quartet.close());

  test.each([
    ['home', '/'],
    ['rule', '/rules/attack'],
    ['history', '/history'],
  ])('scores the page "%s" at least 95 in each category', async (name, path) => {
    const report = await lighthouse(`${quartet.frontend.url}${path}`, join(REPORTS, name));
    const short = Object.entries(report.categories)
      .filter(([, { score }]) => score < LEAST_SCORE)
      .map(([category, { score, auditRefs }]) => ({ category, score, because: lacking(report, auditRefs) }));
    expect(Object.keys(report.categories)).toEqual(CATEGORIES);
    expect(short).toEqual([]);
  });
});

/** Has a page looked at; the report is in `file`.report.html too. */
async function lighthouse(url: string, file: string): Promise<Report> {
  await promisify(execFile)(
    process.execPath,
    [
      ...[LIGHTHOUSE, url, '--quiet', '--output=json', '--output=html', `--output-path=${file}`],
      ...[`--only-categories=${CATEGORIES.join(',')}`, `--chrome-flags=${CHROME_FLAGS.join(' ')}`],
    ],
    { env: { PATH: process.env.PATH, HOME: process.env.HOME, CHROME_PATH: findChromium() } },
  );
  return JSON.parse(await readFile(`${file}.report.json`, 'utf8')) as Report;
}

const lacking = ({ audits }: Report, refs: { id: string; weight: number }[]) =>
  refs
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => `${id}: ${audits[id]?.title}`);
