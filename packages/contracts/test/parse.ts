import type { z } from 'zod';

/** Parses a value with a schema. Returns the output, or the error messages with their paths as text. */
export function parse(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  return result.error.issues.map(({ path, message }) => [...path, message].join(' ')).join('; ');
}

export const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
