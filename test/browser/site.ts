import type { Browser } from 'playwright-core';
import { type Quartet, startQuartet } from '../support/quartet';
import { launchBrowser } from './visitor';

/** The four services and a browser. */
export interface Site {
  quartet: Quartet;
  browser: Browser;
}

/** Starts a site before the first test of a file, and stops it after the last. Its fields are set only while tests run. */
export function useSite(): Site {
  const site = {} as Site;
  jest.setTimeout(60_000);
  beforeAll(async () => {
    [site.quartet, site.browser] = await Promise.all([startQuartet(), launchBrowser()]);
  });
  afterAll(() => Promise.all([site.browser.close(), site.quartet.close()]));
  return site;
}
