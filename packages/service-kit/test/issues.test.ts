import { z } from 'zod';
import { isMalformed, sentence, unknownKeys } from '../src/errors/issues';

/** The first issue that zod finds. */
function issueOf(schema: z.ZodType, input: unknown): z.core.$ZodIssue {
  const [issue] = schema.safeParse(input, { reportInput: true }).error?.issues ?? [];
  if (!issue) throw new Error('nothing is wrong');
  return issue;
}

const FORM = 'a mistake of form';
const MEANING = 'a mistake of meaning';

test.each([
  [z.string(), undefined, 'is required', FORM],
  [z.string(), 7, 'must be text', FORM],
  [z.number(), 'x', 'must be a number', FORM],
  [z.boolean(), 'x', 'must be true or false', FORM],
  [z.object({}), 'x', 'must be an object', FORM],
  [z.object({}), [], 'must be an object', FORM],
  [z.array(z.string()), 'x', 'must be a list', FORM],
  [z.date(), 'x', 'must be of type date', FORM],
  [z.int('must be whole'), 1.5, 'must be whole', FORM],
  [z.enum(['a', 'b']), 'c', 'must be one of a, b', FORM],
  [z.literal(7), 8, 'must be one of 7', FORM],
  [z.string().regex(/a/, 'must have an a'), 'b', 'must have an a', FORM],
  [z.string().max(2), 'abc', 'must have at most 2 characters', MEANING],
  [z.string().min(2), 'a', 'must have at least 2 characters', MEANING],
  [z.array(z.int()).max(1), [1, 2], 'must have at most 1 entry', MEANING],
  [z.array(z.int()).min(2), [], 'must have at least 2 entries', MEANING],
  [z.number().min(0), -1, 'must be at least 0', MEANING],
  [z.bigint().max(5n), 6n, 'must be at most 5', MEANING],
  [z.int(), 2 ** 60, 'must be at most 9007199254740991', MEANING],
  [z.record(z.string().regex(/^a/, 'must begin with a'), z.int()), { b: 1 }, 'must begin with a', FORM],
  [z.string().refine(() => false, 'is never right'), 'a', 'is never right', MEANING],
])('Sentence %#', (schema, input, words, kind) => {
  const issue = issueOf(schema, input);
  expect(sentence(issue, false)).toBe(words);
  expect(isMalformed(issue) ? FORM : MEANING).toBe(kind);
});

test('In fields, a list is a parameter given more than once', () => {
  expect(sentence(issueOf(z.string(), ['a', 'b']), true)).toBe('is given more than once');
  expect(sentence(issueOf(z.string(), ['a', 'b']), false)).toBe('must be text');
});

test('When a key is unknown in a value of a record, then the known ones are told', () => {
  const record = z.record(z.string(), z.strictObject({ a: z.int().optional() }));
  const issue = issueOf(record, { key: { b: 1 } }) as z.core.$ZodIssueUnrecognizedKeys;
  expect(unknownKeys(issue, record)).toEqual([
    { path: ['key', 'b'], detail: 'is not known here; known are a' },
  ]);
});

test('When what is known cannot be seen, then it is not said that nothing is', () => {
  const hidden = z.lazy(() => z.strictObject({ a: z.int().optional() }));
  const issue = issueOf(hidden, { b: 1 }) as z.core.$ZodIssueUnrecognizedKeys;
  expect(unknownKeys(issue, hidden)).toEqual([{ path: ['b'], detail: 'is not known here' }]);
});
