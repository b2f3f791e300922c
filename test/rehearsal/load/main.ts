import { runCli } from './cli';

runCli(process.argv.slice(2), (text) => process.stdout.write(text))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    // Not 1, which means that an object is lost or duplicate.
    process.exitCode = 3;
  });
