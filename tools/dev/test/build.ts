import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/** Tests that start the services as people do run what is built; so it is built first, or they would run yesterday's. */
export default function build(): void {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-b'], { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) return;
  const error = new Error(`Nothing can be started, as the sources do not compile:\n${stdout}`);
  // Whoever reads it needs the compiler's words, not where in the tests they were passed on.
  error.stack = error.message;
  throw error;
}
