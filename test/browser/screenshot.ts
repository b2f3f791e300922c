import { join } from 'node:path';
import { startQuartet } from '../support/quartet';
import { launchBrowser, newVisitor } from './visitor';

const PICTURE = join('docs', 'screenshot.png');

/** Makes the README's picture anew: the home page for the seed `quartet`, which is the same each time. */
async function main(): Promise<void> {
  const browser = await launchBrowser();
  const quartet = await startQuartet();
  const { page } = await newVisitor(browser, {
    colorScheme: 'light',
    viewport: { width: 1000, height: 600 },
  });
  await page.goto(`${quartet.frontend.url}/?seed=quartet`);
  await page.screenshot({ path: join(__dirname, '..', '..', PICTURE), fullPage: true });
  await browser.close();
  await quartet.close();
  process.stdout.write(`${PICTURE}\n`);
}

void main();
