import { readFileSync } from 'node:fs';
import { getSystemErrorMap } from 'node:util';
import { z } from 'zod';

/** The environment is not as the program needs it: carries every mistake, one sentence each. */
export class ConfigError extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(
      `The configuration has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

/**
 * Reads the variables that `shape` names from `env`, once.
 *
 * Any variable NAME may be given as NAME_FILE instead: the path of a file whose text, less line ends at its end, is the value
 * (how Docker and systemd hand over secrets). An empty value counts as not given; an empty file is a mistake.
 * @throws {ConfigError} with all mistakes together, each naming its variable
 */
export function readConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  env: NodeJS.ProcessEnv,
): z.output<z.ZodObject<Shape>> {
  const unread = new Map<string, string>();
  const values: Record<string, string> = {};
  for (const name of Object.keys(shape)) {
    try {
      const value = valueOf(name, env);
      if (value !== undefined) values[name] = value;
    } catch (error) {
      unread.set(name, (error as Error).message);
    }
  }
  const result = z.object(shape).safeParse(values);
  const mistakes = [...unread.values()];
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (!unread.has(name)) mistakes.push(`${name} ${name in values ? issue.message : 'is required'}`);
  }
  if (mistakes.length > 0 || !result.success) throw new ConfigError(mistakes);
  return result.data;
}

function valueOf(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const value = nonEmpty(env[name]);
  const file = nonEmpty(env[`${name}_FILE`]);
  if (value !== undefined && file !== undefined)
    throw new Error(`${name} and ${name}_FILE are both given: keep one`);
  if (file === undefined) return value;
  const text = readText(name, file).replace(/[\r\n]+$/, '');
  if (text === '') throw new Error(`${name}_FILE is an empty file: ${file}`);
  return text;
}

function readText(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${name}_FILE cannot be read: ${file}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Why a file could not be read, as people say it: without Node's code before it and its call after it. */
function reasonOf(error: unknown): string {
  const { errno, message } = error as NodeJS.ErrnoException;
  const [, reason] = (errno === undefined ? undefined : getSystemErrorMap().get(errno)) ?? [];
  return reason ?? message;
}

const nonEmpty = (text: string | undefined) => (text === '' ? undefined : text);
