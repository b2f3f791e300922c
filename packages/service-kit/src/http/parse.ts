import type { Request } from 'express';
import { z } from 'zod';
import type { Fault } from '../errors/errors';
import { describeIssues, type InputFormat, isMalformed } from '../errors/issues';
import { MAX_FAULTS, malformedError, sentence, summary, unprocessableError } from '../errors/user-errors';

/**
 * Parses the query with a schema. Parameters must be valid percent-encoded UTF-8, known to the schema and not repeated.
 * @throws {UserInputError} 400 if the query is malformed, 422 if values are out of range or contradict each other
 */
export function parseQuery<T>(schema: z.ZodType<T>, req: Request): T {
  const query = /\?(.*)$/s.exec(req.originalUrl)?.[1] ?? '';
  try {
    decodeURIComponent(query);
  } catch {
    throw malformedError('The query is not valid percent-encoded UTF-8.');
  }
  // The parser silently drops parameters after the first 1,000.
  if (query.split('&').length > MAX_PARAMETERS)
    throw malformedError(`The query has more than ${MAX_PARAMETERS} parameters.`);
  return parse(schema, req.query, QUERY);
}

/** Refuses a query, for endpoints without parameters. Throws as `parseQuery` does. */
export function refuseQuery(req: Request): void {
  parseQuery(z.strictObject({}), req);
}

/** Parses the body with a schema. Throws as `parseQuery` does. */
export function parseBody<T>(schema: z.ZodType<T>, req: Request): T {
  return parse(schema, req.body, req.is('application/x-www-form-urlencoded') ? FORM : JSON_BODY);
}

/** Returns a location in a JSON document as a JSON pointer in a URI fragment (RFC 6901, 6): `#/draws/3/min`. */
export function pointerTo(path: readonly PropertyKey[]): string {
  const tokens = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  // JSON keys may contain lone surrogates, which encodeURI does not accept.
  return `#${encodeURI(tokens.join('').toWellFormed()).replaceAll('#', '%23')}`;
}

const MAX_PARAMETERS = 100;

interface Source {
  format: InputFormat;
  /** The name of the whole input in messages. */
  name: string;
  /** The location of a fault. */
  locate: (path: PropertyKey[]) => Partial<Fault>;
}

const QUERY: Source = {
  format: 'query',
  name: 'The query',
  locate: (path) => ({ parameter: path.join('.') }),
};
const JSON_BODY: Source = {
  format: 'json',
  name: 'The body',
  locate: (path) => ({ pointer: pointerTo(path) }),
};
const FORM: Source = { ...JSON_BODY, format: 'form' };

function parse<T>(schema: z.ZodType<T>, input: unknown, { format, name, locate }: Source): T {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const { problems, more } = firstProblems(result.error, schema, format);
  const faults = problems.map(({ path, detail }): Fault => ({
    ...locate(path),
    detail: sentence(`${subject(path, name)} ${detail}`),
  }));
  if (result.error.issues.some(isMalformed)) throw malformedError(summary(faults, more), faults);
  throw unprocessableError(faults, more);
}

/** Describes the first problems, and counts the others. */
function firstProblems(error: z.ZodError, schema: z.ZodType, format: InputFormat) {
  let total = 0;
  const issues: z.core.$ZodIssue[] = [];
  for (const issue of error.issues) {
    const room = Math.max(0, MAX_FAULTS - total);
    if (issue.code !== 'unrecognized_keys') {
      total += 1;
      if (room > 0) issues.push(issue);
    } else {
      total += issue.keys.length;
      if (room > 0) issues.push({ ...issue, keys: issue.keys.slice(0, room) });
    }
  }
  const problems = describeIssues(issues, schema, format);
  return { problems, more: Math.max(0, total - MAX_FAULTS) };
}

function subject(path: readonly PropertyKey[], whole: string): string {
  if (path.length === 0) return whole;
  const name = path.join('/');
  return name === '' ? 'An empty name' : `\`${name}\``;
}
