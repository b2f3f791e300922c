import { z } from 'zod';
import { alternatives } from './user-errors';

type Issue = z.core.$ZodIssue;

/** The format of an input; messages name its parts accordingly. */
export type InputFormat = 'query' | 'form' | 'json' | 'yaml';

/** A problem with an input. */
export interface InputProblem {
  path: PropertyKey[];
  /** A predicate without a full stop: callers put the name of the value at `path` before it. */
  detail: string;
  /** Whether the key is wrong rather than its value. */
  isKey: boolean;
}

/** Describes the problems that `schema` found in an input. Parse with `reportInput: true`, so that messages show the received values. */
export function describeIssues(
  issues: readonly Issue[],
  schema: z.ZodType,
  format: InputFormat,
): InputProblem[] {
  return withoutDuplicateLimits(issues).flatMap((issue): InputProblem[] =>
    issue.code === 'unrecognized_keys'
      ? unknownKeys(issue, schema, format)
      : [{ path: issue.path, detail: describeIssue(issue, format), isKey: issue.code === 'invalid_key' }],
  );
}

/** Whether an issue is a syntax error (400). Exceeded limits and contradictions are semantic errors (422). */
export function isMalformed(issue: Issue): boolean {
  return !isLimit(issue) && issue.code !== 'custom';
}

const isLimit = (issue: Issue) => issue.code === 'too_big' || issue.code === 'too_small';

/** For a number beyond the safe integers, zod reports that limit and the schema's own: keep only the latter. */
function withoutDuplicateLimits(issues: readonly Issue[]): Issue[] {
  const keyOf = ({ code, path }: Issue) => `${code} ${path.map(String).join('/')}`;
  const last = new Map(issues.map((issue) => [keyOf(issue), issue]));
  return issues.filter((issue) => !isLimit(issue) || last.get(keyOf(issue)) === issue);
}

/** Describes one issue as a predicate, such as "must be at most 9, got `10`". */
export function describeIssue(issue: Issue, format: InputFormat): string {
  const problem = problemOf(issue, format);
  return ABOUT_VALUES.includes(issue.code) ? problem + received(issue.input) : problem;
}

/** The other kinds of issues are about keys, or have a complete message in the schema. */
const ABOUT_VALUES = ['invalid_type', 'invalid_value', 'invalid_format', 'too_big', 'too_small'];

function problemOf(issue: Issue, format: InputFormat): string {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return 'is required';
    if (isFields(format) && Array.isArray(issue.input)) return 'is given more than once';
    // The schema's own message takes precedence.
    if (!issue.message.startsWith('Invalid input')) return issue.message;
    return `must be ${TYPES[issue.expected] ?? `of type ${issue.expected}`}`;
  }
  if (issue.code === 'invalid_value') return `must be ${alternatives(issue.values.map(String))}`;
  if (issue.code === 'too_big') return `must ${limit('at most', issue.maximum, issue.origin)}`;
  if (issue.code === 'too_small') return `must ${limit('at least', issue.minimum, issue.origin)}`;
  // Use the message of the key's own schema.
  if (issue.code === 'invalid_key' && issue.issues[0]) return problemOf(issue.issues[0], format);
  return issue.message;
}

/** In a query or a form, an array means that a parameter was repeated. */
const isFields = (format: InputFormat) => format === 'query' || format === 'form';

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

/** The received value; omitted if it is long, has control characters or is not a scalar. */
function received(input: unknown): string {
  const isScalar = input === null || ['string', 'number', 'boolean', 'bigint'].includes(typeof input);
  const text = isScalar ? String(input) : '';
  return /^[^\p{C}`]{1,40}$/u.test(text) ? `, got \`${text}\`` : '';
}

const NOUNS: Record<InputFormat, string> = {
  query: 'parameter',
  form: 'field',
  json: 'field',
  yaml: 'key',
};

/** Describes each key that `schema` does not have, and lists the keys that it has. */
export function unknownKeys(
  issue: z.core.$ZodIssueUnrecognizedKeys,
  schema: z.ZodType,
  format: InputFormat,
): InputProblem[] {
  const detail = `is not a known ${NOUNS[format]}${advice(knownKeys(schema, issue.path), format)}`;
  return issue.keys.map((key) => ({ path: [...issue.path, key], detail, isKey: true }));
}

function advice(known: readonly string[] | undefined, format: InputFormat): string {
  if (known === undefined) return '';
  return known.length > 0 ? `. Use ${alternatives(known)}` : `. No ${NOUNS[format]}s are accepted here`;
}

/** The keys of the object schema at `path`; undefined behind schema types that this function does not unwrap. */
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
