import { join } from 'node:path';
import { startQuartet } from '../support/quartet';
import { launchBrowser, newVisitor } from './visitor';

const FOLDER = join('docs', 'screenshots');
/** Draws before the first screenshot, so that the rule page can compare them with the odds. */
const DRAWS = 300;

/** Every draw has a fixed seed, so that the screenshots are reproducible. */
const SCREENSHOTS = [
  { name: 'draw', path: '/?seed=quartet', colorScheme: 'light', height: 640 },
  { name: 'rule', path: '/rules/attack', colorScheme: 'dark', height: 1100 },
  { name: 'verify', path: '/verify?seed=quartet', colorScheme: 'light', height: 1100 },
] as const;

/** Takes the screenshots of the README. */
async function main(): Promise<void> {
  const browser = await launchBrowser();
  const quartet = await startQuartet();
  for (let index = 0; index < DRAWS; index++)
    await fetch(`${quartet.frontend.url}/?seed=picture&index=${index}`);
  for (const { name, path, colorScheme, height } of SCREENSHOTS) {
    const { page, close } = await newVisitor(browser, { colorScheme, viewport: { width: 900, height } });
    await page.goto(`${quartet.frontend.url}${path}`);
    const file = join(FOLDER, `${name}.png`);
    await page.screenshot({ path: join(__dirname, '..', '..', file) });
    process.stdout.write(`${file}\n`);
    await close();
  }
  await browser.close();
  await quartet.close();
}

void main();
