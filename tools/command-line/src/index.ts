import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A wrong argument of a command. The message is one sentence for the user. */
export class UsageError extends Error {}

/** Calls `parseArgs` of Node. Keeps only the first sentence of its errors: the advice after it is not for our users. @throws {UsageError} */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split('. ', 1);
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`);
  }
}

/** Splits the value of `--image`. @throws {UsageError} if the service or the image is missing */
export function imageOf(text: string): [service: string, image: string] {
  const [, service, image] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (service === undefined || image === undefined)
    throw new UsageError(`--image must be SERVICE=IMAGE, got \`${text}\`.`);
  return [service, image];
}
