import { z } from 'zod';
import { describeIssue, isMalformed, unknownKeys } from '../src/errors/issues';

/** Returns the first issue of an invalid input. */
function issueOf(schema: z.ZodType, input: unknown): z.core.$ZodIssue {
  const [issue] = schema.safeParse(input, { reportInput: true }).error?.issues ?? [];
  if (!issue) throw new Error('The input is valid');
  return issue;
}

const SYNTAX = 'a syntax error';
const SEMANTIC = 'a semantic error';

test.each([
  [z.string(), undefined, 'is required', SYNTAX],
  [z.string(), 7, 'must be text, got `7`', SYNTAX],
  [z.number(), 'x', 'must be a number, got `x`', SYNTAX],
  [z.boolean(), 'x', 'must be true or false, got `x`', SYNTAX],
  [z.object({}), 'x', 'must be an object, got `x`', SYNTAX],
  [z.object({}), [], 'must be an object', SYNTAX],
  [z.array(z.string()), 'x', 'must be a list, got `x`', SYNTAX],
  [z.date(), 'x', 'must be of type date, got `x`', SYNTAX],
  [z.int('must be whole'), 1.5, 'must be whole, got `1.5`', SYNTAX],
  [z.enum(['a', 'b']), 'c', 'must be a or b, got `c`', SYNTAX],
  [z.literal(7), 8, 'must be 7, got `8`', SYNTAX],
  [z.string().regex(/a/, 'must have an a'), 'b', 'must have an a, got `b`', SYNTAX],
  [z.string().max(2), 'abc', 'must have at most 2 characters, got `abc`', SEMANTIC],
  [z.string().min(2), 'a', 'must have at least 2 characters, got `a`', SEMANTIC],
  [z.array(z.int()).max(1), [1, 2], 'must have at most 1 entry', SEMANTIC],
  [z.array(z.int()).min(2), [], 'must have at least 2 entries', SEMANTIC],
  [z.number().min(0), -1, 'must be at least 0, got `-1`', SEMANTIC],
  [z.bigint().max(5n), 6n, 'must be at most 5, got `6`', SEMANTIC],
  [z.int(), 2 ** 60, 'must be at most 9007199254740991, got `1152921504606847000`', SEMANTIC],
  [z.record(z.string().regex(/^a/, 'must begin with a'), z.int()), { b: 1 }, 'must begin with a', SYNTAX],
  [z.string().refine(() => false, 'is never right'), 'a', 'is never right', SEMANTIC],
])('Issue %# is described', (schema, input, description, kind) => {
  const issue = issueOf(schema, input);
  expect(describeIssue(issue, 'json')).toBe(description);
  expect(isMalformed(issue) ? SYNTAX : SEMANTIC).toBe(kind);
});

test('An array is a repeated parameter in a query, and a wrong type in JSON', () => {
  expect(describeIssue(issueOf(z.string(), ['a', 'b']), 'query')).toBe('is given more than once');
  expect(describeIssue(issueOf(z.string(), ['a', 'b']), 'json')).toBe('must be text');
});

test('The known keys are listed for an unknown key in a value of a record', () => {
  const record = z.record(z.string(), z.strictObject({ a: z.int().optional() }));
  const issue = issueOf(record, { key: { b: 1 } }) as z.core.$ZodIssueUnrecognizedKeys;
  expect(unknownKeys(issue, record, 'yaml')).toEqual([
    { path: ['key', 'b'], detail: 'is not a known key. Use a', isKey: true },
  ]);
});

test('No keys are listed for a schema that cannot be unwrapped', () => {
  const hidden = z.lazy(() => z.strictObject({ a: z.int().optional() }));
  const issue = issueOf(hidden, { b: 1 }) as z.core.$ZodIssueUnrecognizedKeys;
  expect(unknownKeys(issue, hidden, 'json')).toEqual([
    { path: ['b'], detail: 'is not a known field', isKey: true },
  ]);
});
