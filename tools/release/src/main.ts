import { UsageError } from '@quartet/command-line';
import { commands } from './commands';
import { ReleaseError } from './errors';
import { readOptions, USAGE } from './options';

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options) return commands[options.command](options);
  process.stdout.write(USAGE);
  return 0;
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    const isExpected = error instanceof UsageError || error instanceof ReleaseError;
    const text = isExpected ? error.message : String((error as Error).stack);
    process.stderr.write(`${text}\n${error instanceof UsageError ? `\n${USAGE}` : ''}`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  });
