import { z } from 'zod';

type Issue = z.core.$ZodIssue;

const isLimit = (issue: Issue) => issue.code === 'too_big' || issue.code === 'too_small';

/** Whether an issue is one of form (400) rather than of meaning (422): limits and contradictions are meaning. */
export function isMalformed(issue: Issue): boolean {
  return !isLimit(issue) && issue.code !== 'custom';
}

/** The issues, each limit once: of a number beyond the safe integers, zod tells that limit first and then the number's own. */
function withoutDoubles(issues: readonly Issue[]): Issue[] {
  const place = ({ code, path }: Issue) => `${code} ${path.map(String).join('/')}`;
  const last = new Map(issues.map((issue) => [place(issue), issue]));
  return issues.filter((issue) => !isLimit(issue) || last.get(place(issue)) === issue);
}

/** Something wrong with an input: `detail` is the end of a sentence that begins with the name of what stands at `path`. */
export interface Described {
  path: PropertyKey[];
  detail: string;
  /** Whether the key itself is wrong, not its value. */
  isKey: boolean;
}

/** Everything that is wrong with an input, by what its schema found. */
export function describeIssues(error: z.ZodError, schema: z.ZodType, inFields = false): Described[] {
  return withoutDoubles(error.issues).flatMap((issue): Described[] =>
    issue.code === 'unrecognized_keys'
      ? unknownKeys(issue, schema).map((fault) => ({ ...fault, isKey: true }))
      : [{ path: issue.path, detail: sentence(issue, inFields), isKey: issue.code === 'invalid_key' }],
  );
}

/**
 * What is wrong, as the end of a sentence that begins with the parameter's name.
 * In fields, as those of a query or form, a list is a parameter given more than once; in JSON it is a list.
 */
export function sentence(issue: Issue, inFields: boolean): string {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return 'is required';
    if (inFields && Array.isArray(issue.input)) return 'is given more than once';
    // A schema's own words come before the general ones.
    if (!issue.message.startsWith('Invalid input')) return issue.message;
    return `must be ${TYPES[issue.expected] ?? `of type ${issue.expected}`}`;
  }
  if (issue.code === 'too_big') return `must ${limit('at most', issue.maximum, issue.origin)}`;
  if (issue.code === 'too_small') return `must ${limit('at least', issue.minimum, issue.origin)}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  // The name that the record does not take is told by the issues of its own schema.
  if (issue.code === 'invalid_key' && issue.issues[0]) return sentence(issue.issues[0], inFields);
  return issue.message;
}

const TYPES: Record<string, string> = {
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

function limit(bound: string, value: number | bigint, origin: string): string {
  if (origin === 'string') return `have ${bound} ${value} characters`;
  if (origin === 'array') return `have ${bound} ${value} ${value === 1 ? 'entry' : 'entries'}`;
  return `be ${bound} ${value}`;
}

/** One fault for each key that `schema` does not know, with those that it does. */
export function unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, schema: z.ZodType) {
  const detail = `is not known here${whatIs(knownKeys(schema, issue.path))}`;
  return issue.keys.map((key) => ({ path: [...issue.path, key], detail }));
}

function whatIs(known: readonly string[] | undefined): string {
  if (known === undefined) return '';
  return known.length > 0 ? `; known are ${known.join(', ')}` : '; nothing is';
}

/** The keys of the object schema that stands at `path`; undefined where it lies behind a kind of schema not seen through here. */
function knownKeys(schema: unknown, path: readonly PropertyKey[]): string[] | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return knownKeys(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return knownKeys(schema.element, path.slice(1));
  if (schema instanceof z.ZodRecord) return knownKeys(schema.valueType, path.slice(1));
  if (!(schema instanceof z.ZodObject)) return undefined;
  const [key, ...rest] = path;
  if (key === undefined) return Object.keys(schema.shape);
  return knownKeys((schema.shape as Record<PropertyKey, unknown>)[key], rest);
}
