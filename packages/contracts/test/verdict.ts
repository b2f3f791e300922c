import type { z } from 'zod';

/** What a schema makes of a value: the value it reads, or what is wrong with it. */
export function verdict(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  return result.error.issues.map(({ path, message }) => [...path, message].join(' ')).join('; ');
}

export const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
