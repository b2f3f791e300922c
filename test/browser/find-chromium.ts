import { accessSync, constants } from 'node:fs';

/**
 * Where Chromium is: `CHROMIUM`, or where Debian puts it.
 * @throws {Error} where it is not
 */
export function findChromium(): string {
  const path = process.env.CHROMIUM ?? '/usr/bin/chromium';
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    const error = new Error(
      `There is no Chromium at ${path}: install it (apt-get install chromium), or set CHROMIUM to its path.`,
    );
    // Whoever reads it needs the sentence, not where in the tests it was said.
    error.stack = error.message;
    throw error;
  }
}

/** Before the first test: without a browser there is nothing to test. */
export default function setup(): void {
  findChromium();
}
