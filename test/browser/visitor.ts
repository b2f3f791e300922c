import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { findChromium } from './find-chromium';

/** Launches headless Chromium. It reaches only this machine, and runs no background services. */
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

/** A new browser profile with one page, and a record of its console and requests. */
export interface Visitor {
  page: Page;
  /** Errors and warnings of the console, including violations of the content security policy, and uncaught errors. */
  consoleMessages: string[];
  /** The host of every request. */
  hosts: Set<string>;
  close: () => Promise<void>;
}

export async function newVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
  const consoleMessages: string[] = [];
  const hosts = new Set<string>();
  context.on('request', (request) => hosts.add(new URL(request.url()).host));
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) consoleMessages.push(message.text());
  });
  context.on('weberror', (error) => consoleMessages.push(error.error().message));
  context.on('dialog', (dialog) => {
    consoleMessages.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page: await context.newPage(), consoleMessages, hosts, close: () => context.close() };
}

/** Clicks an element that leads to another page, and waits until a page load or a script has replaced the content. */
export async function follow(page: Page, element: Locator): Promise<void> {
  await page.evaluate("document.querySelector('main').setAttribute('data-before', '')");
  await element.click();
  await page.locator('main:not([data-before])').waitFor({ state: 'attached' });
  await page.waitForLoadState('load');
}

/** The heading of the page, which is the sentence of an object on its page. */
export const headingOf = (page: Page) => page.locator('h1').innerText();

/** The value of a term on the page, such as `Seed`. */
export const factOf = (page: Page, name: string) =>
  page
    .locator('dl > div', { has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
    .locator('dd')
    .innerText();
