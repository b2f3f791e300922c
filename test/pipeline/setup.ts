import { spawnSync } from 'node:child_process';
import { RUN } from './support/run-pipeline';

/** What it takes is installed once, before tests that run at the same time. */
export default function setUp(): void {
  spawnSync(RUN, ['--validate'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
