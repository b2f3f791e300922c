import type { Request } from 'express';
import { z } from 'zod';
import type { Fault } from './errors';
import { isMalformed, sentence, unknownKeys } from './issues';
import { malformedError, summary, unprocessableError } from './user-errors';

/**
 * The query by its schema. Its parameters must be valid percent-encoded UTF-8, known, and given once.
 * @throws {UserInputError} 400 for what is not of the form asked for, 422 for what is out of range or contradicts itself
 */
export function parseQuery<T>(schema: z.ZodType<T>, req: Request): T {
  const query = /\?(.*)$/s.exec(req.originalUrl)?.[1] ?? '';
  try {
    decodeURIComponent(query);
  } catch {
    throw malformedError('The query is not valid percent-encoded UTF-8.');
  }
  return parse(schema, req.query, (path) => ({ parameter: path.join('.') }));
}

/** For endpoints without parameters: a query is a mistake. See `parseQuery` for what is thrown. */
export function refuseQuery(req: Request): void {
  parseQuery(z.strictObject({}), req);
}

/** The body by its schema; see `parseQuery` for what is thrown. */
export function parseBody<T>(schema: z.ZodType<T>, req: Request): T {
  return parse(schema, req.body, (path) => ({ pointer: pointerTo(path) }));
}

/** A place in a JSON text as a URI fragment (RFC 6901, 6): `#/draws/3/min`. */
export function pointerTo(path: readonly PropertyKey[]): string {
  const tokens = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return `#${encodeURI(tokens.join(''))}`;
}

function parse<T>(schema: z.ZodType<T>, input: unknown, place: (path: PropertyKey[]) => Partial<Fault>): T {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const faults = result.error.issues
    .flatMap((issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(issue, schema) : [wrong(issue)]))
    .map(({ path, detail }): Fault => ({ ...place(path), detail: `${path.join('/')} ${detail}`.trim() }));
  // zod reports a number beyond the safe integers twice.
  const distinct = [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
  if (result.error.issues.some(isMalformed)) throw malformedError(`${summary(distinct)}.`, distinct);
  throw unprocessableError(distinct);
}

const wrong = (issue: z.core.$ZodIssue) => ({ path: issue.path, detail: sentence(issue) });
