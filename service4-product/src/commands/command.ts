import { type Command, CommanderError } from 'commander';
import { ConfigError } from '@quartet/service-kit';
import { readDatabaseConfig } from '../config';
import { databaseSettings, type DatabaseSettings } from '../repository/database/settings';

/** Ends a command with exit code 1. The message is one sentence for the user. */
export class CommandError extends Error {}

/** Runs a command, whose action sets the exit code of the process. */
export async function runCommand(command: Command): Promise<void> {
  // The exit code if the event loop runs empty before the action ends.
  process.exitCode = 1;
  try {
    await command.showHelpAfterError().exitOverride().parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) process.stderr.write(`${(error as Error).message}\n`);
    // Exit at once: the timeout of a statement on a lost connection would keep the process alive for half an hour.
    process.exit(exitCodeOf(error));
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return error instanceof ConfigError ? 2 : 1;
}

/** Returns the database that the environment configures. @throws {ConfigError} */
export const readSettings = (): DatabaseSettings => databaseSettings(readDatabaseConfig(process.env));
