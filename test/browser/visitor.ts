import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { findChromium } from './find-chromium';

/** Chromium without a window; it reaches nothing but this machine, and does nothing in the background. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

/** One visitor: a fresh profile with one page, and what the browser had to say meanwhile. */
export interface Visitor {
  page: Page;
  /** Errors and warnings of the console (refusals by the content security policy among them), and uncaught errors. */
  complaints: string[];
  /** Every host that was asked for something. */
  hosts: Set<string>;
  leave: () => Promise<void>;
}

export async function newVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
  const complaints: string[] = [];
  const hosts = new Set<string>();
  context.on('request', (request) => hosts.add(new URL(request.url()).host));
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page: await context.newPage(), complaints, hosts, leave: () => context.close() };
}

/** Clicks on what leads to another page, and waits until that is there, whether loaded as a whole or put in by a script. */
export async function follow(page: Page, what: Locator): Promise<void> {
  await page.evaluate("document.querySelector('main').setAttribute('data-before', '')");
  await what.click();
  await page.locator('main:not([data-before])').waitFor({ state: 'attached' });
  await page.waitForLoadState('load');
}

/** The sentence that the page shows in the first place. */
export const sentenceOf = (page: Page) => page.locator('h1').innerText();

/** What a page shows under a name, such as `Seed`. */
export const factOf = (page: Page, name: string) =>
  page
    .locator('dl > div', { has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
    .locator('dd')
    .innerText();
