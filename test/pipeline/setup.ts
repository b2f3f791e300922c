import { spawnSync } from 'node:child_process';
import { RUN } from './support/run-pipeline';

/** Installs the required programs once, before tests run in parallel. */
export default function setup(): void {
  spawnSync(RUN, ['--validate'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
