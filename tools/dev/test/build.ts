import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/** Builds the workspace before tests that start the built services. */
export default function build(): void {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-b'], { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) return;
  const error = new Error(`The sources do not compile:\n${stdout}`);
  // Show the compiler's output without the stack of this function.
  error.stack = error.message;
  throw error;
}
