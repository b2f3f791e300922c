import { z } from 'zod';

const hex = (digits: number, description: string) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${digits}}$`))
    .meta({ description });
const digits = (description: string) => z.string().regex(/^\d+$/).meta({ description });

/** A draw with all intermediate values. Integers that can exceed the safe integers are decimal text. */
export const drawnSteps = z
  .object({
    stream: z.enum(['number', 'float']).meta({ description: 'Stream of the draw.' }),
    message: z.string().meta({ description: 'Message of the HMAC-SHA-256 whose key is the seed.' }),
    key: hex(64, 'AES-256 key: the HMAC-SHA-256, in hexadecimal.'),
    span: digits('Number of possible results.'),
    limit: digits('First rejected value.'),
    attempts: z
      .array(
        z.object({
          counter: hex(32, 'Attempt and index, 8 bytes each, in hexadecimal.'),
          block: hex(32, 'AES-256 encryption of the counter, in hexadecimal.'),
          value: digits('First 8 bytes of the block, as a number.'),
          accepted: z.boolean().meta({ description: 'Whether the value is below the limit.' }),
        }),
      )
      .meta({ description: 'Attempts, of which the last is accepted.' }),
    result: digits('Accepted value modulo the span.'),
    first: z.int().meta({ description: 'Lower bound of the range, in steps of 10^−decimals.' }),
    decimals: z.int().meta({ description: 'Number of decimal places, 0 for a number.' }),
    drawn: z.string().meta({ description: 'Drawn value, as exact text.' }),
    commands: z
      .string()
      .meta({ description: 'Script for a POSIX shell with openssl that computes the same values.' }),
  })
  .meta({ id: 'DrawnSteps', description: 'A draw of `quartet/1` with all intermediate values.' });

export type DrawnSteps = z.output<typeof drawnSteps>;
