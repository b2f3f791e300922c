import type { Request } from 'express';
import { z } from 'zod';
import type { Fault } from '../errors/errors';
import { describeIssues, isMalformed } from '../errors/issues';
import { malformedError, summary, unprocessableError } from '../errors/user-errors';

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
  return parse(schema, req.query, QUERY);
}

/** For endpoints without parameters: a query is a mistake. See `parseQuery` for what is thrown. */
export function refuseQuery(req: Request): void {
  parseQuery(z.strictObject({}), req);
}

/** The body by its schema; see `parseQuery` for what is thrown. */
export function parseBody<T>(schema: z.ZodType<T>, req: Request): T {
  return parse(schema, req.body, req.is('application/x-www-form-urlencoded') ? FORM : JSON_BODY);
}

/** A place in a JSON text as a URI fragment (RFC 6901, 6): `#/draws/3/min`. */
export function pointerTo(path: readonly PropertyKey[]): string {
  const tokens = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  // A key of JSON may hold half a character, of which no URI can be made.
  return `#${encodeURI(tokens.join('').toWellFormed()).replaceAll('#', '%23')}`;
}

/** Where input comes from: what it is called as a whole, whether it is fields of text, and how a fault names its place. */
interface Source {
  whole: string;
  inFields: boolean;
  place: (path: PropertyKey[]) => Partial<Fault>;
}

const QUERY: Source = {
  whole: 'The query',
  inFields: true,
  place: (path) => ({ parameter: path.join('.') }),
};
const JSON_BODY: Source = {
  whole: 'The body',
  inFields: false,
  place: (path) => ({ pointer: pointerTo(path) }),
};
const FORM: Source = { ...JSON_BODY, inFields: true };

function parse<T>(schema: z.ZodType<T>, input: unknown, { whole, inFields, place }: Source): T {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const faults = describeIssues(result.error, schema, inFields).map(({ path, detail }): Fault => ({
    ...place(path),
    detail: `${subject(path, whole)} ${detail}`,
  }));
  if (result.error.issues.some(isMalformed)) throw malformedError(`${summary(faults)}.`, faults);
  throw unprocessableError(faults);
}

const subject = (path: readonly PropertyKey[], whole: string) =>
  path.length === 0 ? whole : path.join('/') || 'An empty name';
