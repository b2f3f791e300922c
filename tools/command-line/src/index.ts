import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A command was called wrongly; the message says how, in a sentence. */
export class UsageError extends Error {}

/** As parseArgs, whose errors go on to advise what does not fit here. @throws {UsageError} with the sentence alone */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split('. ', 1);
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`);
  }
}

/** The two halves of what --image is given. @throws {UsageError} where one is missing */
export function imageOf(text: string): [service: string, image: string] {
  const [, service, image] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (service === undefined || image === undefined)
    throw new UsageError(`--image must be SERVICE=IMAGE, not ${text}.`);
  return [service, image];
}
