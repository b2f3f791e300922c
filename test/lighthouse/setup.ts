import { execFileSync } from 'node:child_process';
import { findChromium } from '../browser/find-chromium';

/** Checks that a browser is installed, and installs Lighthouse from its lock file. */
export default function setup(): void {
  findChromium();
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], {
    cwd: __dirname,
    stdio: 'inherit',
  });
}
