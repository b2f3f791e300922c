import { z } from 'zod';

export const problem = z
  .object({
    type: z.string().meta({
      description: 'Type of the problem, `urn:quartet:problem:KIND`. It is stable across releases.',
    }),
    title: z.string().meta({ description: 'Summary of the type.' }),
    status: z.int().meta({ description: 'HTTP status.' }),
    detail: z.string().meta({ description: 'Cause of this problem.' }),
    requestId: z.string().meta({ description: 'ID of the request, also in the logs.' }),
    errors: z
      .array(
        z.object({
          parameter: z.string().optional().meta({ description: 'Name of the invalid query parameter.' }),
          pointer: z.string().optional().meta({
            description: 'Location of the invalid value in the body, as a JSON Pointer (RFC 6901).',
          }),
          detail: z.string().meta({ description: 'Required value and actual value.' }),
        }),
      )
      .optional()
      .meta({ description: 'Invalid values of the request.' }),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457).' });

export type Problem = z.output<typeof problem>;
