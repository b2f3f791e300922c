import { z } from 'zod';

export const problem = z
  .object({
    type: z.string().meta({ description: 'urn:quartet:problem:KIND, which never changes for a cause.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string(),
    errors: z
      .array(
        z.object({
          parameter: z.string().optional(),
          pointer: z
            .string()
            .optional()
            .meta({ description: 'A place in the body, as a JSON pointer (RFC 6901).' }),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'What went wrong (RFC 9457).' });
