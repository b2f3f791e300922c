import { z } from 'zod';

const hex = (digits: number, description: string) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${digits}}$`))
    .meta({ description });
const digits = (description: string) => z.string().regex(/^\d+$/).meta({ description });

/** One draw of `quartet/1` with all that is on the way to it; what is too large for a JSON number is decimal text. */
export const drawnSteps = z
  .object({
    stream: z.enum(['number', 'float']),
    message: z
      .string()
      .meta({ description: 'What the key is the HMAC-SHA-256 of, with the seed for its key.' }),
    key: hex(64, 'The key.'),
    span: digits('How many results are possible.'),
    limit: digits('Values from here on are rejected.'),
    attempts: z.array(
      z.object({
        counter: hex(32, 'The attempt and the index, 8 bytes each.'),
        block: hex(32, 'AES-256 of the counter, under the key.'),
        value: digits('The first 8 bytes of the block.'),
        accepted: z.boolean(),
      }),
    ),
    result: digits('The accepted value modulo the span.'),
    first: z.int().meta({ description: 'The start of the range, in steps of 10^−decimals.' }),
    decimals: z.int(),
    drawn: z.string(),
    commands: z.string().meta({ description: 'A script for a POSIX shell with openssl that does the same.' }),
  })
  .meta({ id: 'DrawnSteps' });

export type DrawnSteps = z.output<typeof drawnSteps>;
