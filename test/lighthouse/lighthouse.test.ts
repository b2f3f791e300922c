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
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  // One renderer process for all pages: tracing sometimes starts too late in a new process, which makes Lighthouse
  // fail with NO_NAVSTART (GoogleChrome/lighthouse#7118).
  '--disable-site-isolation-trials',
  '--renderer-process-limit=1',
];

/** Of a score from 0 to 1. */
const MIN_SCORE = 0.95;

interface Report {
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null }>;
}

describe('Lighthouse, emulating a phone', () => {
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
    const report = await audit(`${quartet.frontend.url}${path}`, join(REPORTS, name));
    const failures = Object.entries(report.categories)
      .filter(([, { score }]) => score < MIN_SCORE)
      .map(([category, { score, auditRefs }]) => ({
        category,
        score,
        audits: failedAudits(report, auditRefs),
      }));
    expect(Object.keys(report.categories)).toEqual(CATEGORIES);
    expect(failures).toEqual([]);
  });
});

/** Audits a page and returns the report; `file`.report.html contains it too. */
async function audit(url: string, file: string): Promise<Report> {
  await promisify(execFile)(
    process.execPath,
    [
      LIGHTHOUSE,
      url,
      '--quiet',
      '--output=json',
      '--output=html',
      `--output-path=${file}`,
      `--only-categories=${CATEGORIES.join(',')}`,
      `--chrome-flags=${CHROME_FLAGS.join(' ')}`,
    ],
    { env: { PATH: process.env.PATH, HOME: process.env.HOME, CHROME_PATH: findChromium() } },
  );
  return JSON.parse(await readFile(`${file}.report.json`, 'utf8')) as Report;
}

const failedAudits = ({ audits }: Report, refs: { id: string; weight: number }[]) =>
  refs
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => `${id}: ${audits[id]?.title}`);
