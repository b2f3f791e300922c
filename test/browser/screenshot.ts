import { join } from 'node:path';
import { startQuartet } from '../support/quartet';
import { launchBrowser, newVisitor } from './visitor';

const FOLDER = join('docs', 'screenshots');
/** So many objects are drawn before, so that there is something to compare with the odds. */
const DRAWS = 300;

/** The README's pictures: pages that look the same each time, for all their draws have seeds. */
const PICTURES = [
  { name: 'draw', path: '/?seed=quartet', colorScheme: 'light', height: 640 },
  { name: 'rule', path: '/rules/attack', colorScheme: 'dark', height: 1100 },
  { name: 'verify', path: '/verify?seed=quartet', colorScheme: 'light', height: 1100 },
] as const;

/** Makes the README's pictures anew. */
async function main(): Promise<void> {
  const browser = await launchBrowser();
  const quartet = await startQuartet();
  for (let index = 0; index < DRAWS; index++)
    await fetch(`${quartet.frontend.url}/?seed=picture&index=${index}`);
  for (const { name, path, colorScheme, height } of PICTURES) {
    const { page, leave } = await newVisitor(browser, { colorScheme, viewport: { width: 900, height } });
    await page.goto(`${quartet.frontend.url}${path}`);
    const file = join(FOLDER, `${name}.png`);
    await page.screenshot({ path: join(__dirname, '..', '..', file) });
    process.stdout.write(`${file}\n`);
    await leave();
  }
  await browser.close();
  await quartet.close();
}

void main();
