import type { Browser } from 'playwright-core';
import { type Quartet, startQuartet } from '../support/quartet';
import { launchBrowser } from './visitor';

/** What a visitor needs: the four services, and a browser. */
export interface Site {
  quartet: Quartet;
  browser: Browser;
}

/** The site that all tests of a file visit: there from the first to the last of them. */
export function useSite(): Site {
  const site = {} as Site;
  jest.setTimeout(60_000);
  beforeAll(async () => {
    [site.quartet, site.browser] = await Promise.all([startQuartet(), launchBrowser()]);
  });
  afterAll(() => Promise.all([site.browser.close(), site.quartet.close()]));
  return site;
}
