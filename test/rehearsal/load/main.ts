import { UsageError } from '@quartet/command-line';
import { USAGE } from './usage';
import { perform } from './verbs';

perform(process.argv.slice(2), (text) => process.stdout.write(text))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    const isUsage = error instanceof UsageError;
    process.stderr.write(`${(error as Error).message}\n${isUsage ? `\n${USAGE}` : ''}`);
    // Never 1, which says that something is lost.
    process.exitCode = isUsage ? 2 : 3;
  });
