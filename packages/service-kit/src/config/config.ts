import { readFileSync } from 'node:fs';
import { getSystemErrorMap } from 'node:util';
import { z } from 'zod';

/** The configuration is invalid. `problems` has one line for each problem, and each line names its variable. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    const errors = problems.length === 1 ? '1 error' : `${problems.length} errors`;
    super(`The configuration has ${errors}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the variables of `shape` from `env`.
 *
 * `NAME_FILE` sets the variable `NAME` to the content of a file, without trailing line breaks (Docker and systemd pass secrets in files).
 * An empty variable counts as unset; an empty file is an error.
 * @throws {ConfigError} with all problems
 */
export function readConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  env: NodeJS.ProcessEnv,
): z.output<z.ZodObject<Shape>> {
  const unreadable = new Map<string, string>();
  const values: Record<string, string> = {};
  for (const name of Object.keys(shape)) {
    try {
      const value = readVariable(name, env);
      if (value !== undefined) values[name] = value;
    } catch (error) {
      unreadable.set(name, (error as Error).message);
    }
  }
  const result = z.object(shape).safeParse(values);
  const problems = [...unreadable.values()];
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (!unreadable.has(name)) problems.push(`${name} ${name in values ? issue.message : 'is required'}`);
  }
  if (problems.length > 0 || !result.success) throw new ConfigError(problems);
  return result.data;
}

function readVariable(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const value = nonEmpty(env[name]);
  const file = nonEmpty(env[`${name}_FILE`]);
  if (value !== undefined && file !== undefined)
    throw new Error(`${name} and ${name}_FILE are both set; set only one`);
  if (file === undefined) return value;
  const text = readText(name, file).replace(/[\r\n]+$/, '');
  if (text === '') throw new Error(`${name}_FILE points to an empty file: ${file}`);
  return text;
}

function readText(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${name}_FILE cannot be read: ${file}: ${systemMessage(error)}`, { cause: error });
  }
}

/** The system's message for an error, without the error code and the system call that Node adds. */
function systemMessage(error: unknown): string {
  const { errno, message } = error as NodeJS.ErrnoException;
  const [, text] = (errno === undefined ? undefined : getSystemErrorMap().get(errno)) ?? [];
  return text ?? message;
}

const nonEmpty = (text: string | undefined) => (text === '' ? undefined : text);
