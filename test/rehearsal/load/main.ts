import { UsageError } from '@quartet/command-line';
import { runCli } from './cli';
import { USAGE } from './usage';

runCli(process.argv.slice(2), (text) => process.stdout.write(text))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    const isUsage = error instanceof UsageError;
    process.stderr.write(`${(error as Error).message}\n${isUsage ? `\n${USAGE}` : ''}`);
    // Not 1, which means that an object is lost or duplicate.
    process.exitCode = isUsage ? 2 : 3;
  });
