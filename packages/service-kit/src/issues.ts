import { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Whether an issue is one of form (400) rather than of meaning (422): limits and contradictions are meaning. */
export function isMalformed(issue: Issue): boolean {
  return issue.code !== 'too_big' && issue.code !== 'too_small' && issue.code !== 'custom';
}

/** What is wrong, as the end of a sentence that begins with the parameter's name. */
export function sentence(issue: Issue): string {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return 'is required';
    if (Array.isArray(issue.input) && issue.expected !== 'object') return 'is given more than once';
    // A schema's own words come before the general ones.
    if (!issue.message.startsWith('Invalid input')) return issue.message;
    return `must be ${TYPES[issue.expected] ?? `of type ${issue.expected}`}`;
  }
  if (issue.code === 'too_big') return `must ${limit('at most', issue.maximum, issue.origin)}`;
  if (issue.code === 'too_small') return `must ${limit('at least', issue.minimum, issue.origin)}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
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
  const known = knownKeys(schema, issue.path);
  const detail = `is not known here${known.length > 0 ? `; known are ${known.join(', ')}` : '; nothing is'}`;
  return issue.keys.map((key) => ({ path: [...issue.path, key], detail }));
}

/** The keys of the object schema that stands at `path`. */
function knownKeys(schema: unknown, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return knownKeys(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return knownKeys(schema.element, path.slice(1));
  if (!(schema instanceof z.ZodObject)) return [];
  const [key, ...rest] = path;
  if (key === undefined) return Object.keys(schema.shape);
  return knownKeys((schema.shape as Record<PropertyKey, unknown>)[key], rest);
}
