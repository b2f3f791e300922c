import { join } from 'node:path';
import { command } from './command';

const ROOT = join(__dirname, '..', '..', '..');

void command(ROOT, process.argv.slice(2), {
  env: process.env,
  signals: process,
  stdout: process.stdout,
  stderr: process.stderr,
}).then((code) => process.exit(code));
