import { CommanderError } from 'commander';
import { ReleaseError } from './errors';
import { createProgram } from './program';

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else {
      const text = error instanceof ReleaseError ? error.message : String((error as Error).stack);
      process.stderr.write(`${text}\n`);
      process.exitCode = 1;
    }
  });
