import { execFileSync } from 'node:child_process';
import { findChromium } from '../browser/find-chromium';

/** Before the first test: a browser is there, and Lighthouse is installed as its lock file has it. */
export default function setup(): void {
  findChromium();
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], {
    cwd: __dirname,
    stdio: 'inherit',
  });
}
