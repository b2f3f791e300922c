import { UsageError } from '@quartet/command-line';
import { ReleaseError } from './mistakes';
import { readOptions } from './options';
import { USAGE } from './usage';
import { verbs } from './verbs';

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options) return verbs[options.verb](options);
  process.stdout.write(USAGE);
  return 0;
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    const isOurs = error instanceof UsageError || error instanceof ReleaseError;
    const text = isOurs ? error.message : String((error as Error).stack);
    process.stderr.write(`${text}\n${error instanceof UsageError ? `\n${USAGE}` : ''}`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  });
