import { accessSync, constants } from 'node:fs';

/**
 * Returns the path of Chromium: `CHROMIUM`, or the path in Debian.
 * @throws {Error} if it is not installed
 */
export function findChromium(): string {
  const path = process.env.CHROMIUM ?? '/usr/bin/chromium';
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    const error = new Error(
      `There is no Chromium at ${path}. Install it (apt-get install chromium), or set CHROMIUM to its path.`,
    );
    // A stack trace would not help to install it.
    error.stack = error.message;
    throw error;
  }
}

/** Fails before the first test if Chromium is not installed. */
export default function setup(): void {
  findChromium();
}
