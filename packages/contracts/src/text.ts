import { z } from 'zod';

/**
 * Control characters (Unicode category Cc) and lone surrogates (Cs): SQLite cuts text at NUL, terminals execute escape sequences, and
 * UTF-8 cannot encode lone surrogates.
 */
const IN_A_LINE = /[\p{Cc}\p{Cs}]/u;
const IN_TEXT = /(?![\t\n])[\p{Cc}\p{Cs}]/u;

/** Text of one line, such as a seed or a label. */
export const plainLine = () => without(IN_A_LINE);

/** Text that may have tabs and line breaks. */
export const plainText = () => without(IN_TEXT);

/** The mistake in text that may have tabs and line breaks, as a predicate; undefined for plain text. */
export const textMistake = (text: string) => mistake(text, IN_TEXT);

const without = (forbidden: RegExp) =>
  z.string().refine((text) => !forbidden.test(text), {
    error: ({ input }) => mistake(String(input), forbidden),
  });

function mistake(text: string, forbidden: RegExp): string | undefined {
  const code = forbidden.exec(text)?.[0].codePointAt(0);
  if (code === undefined) return undefined;
  const kind = code >= 0xd800 && code <= 0xdfff ? 'the lone surrogate' : 'the control character';
  return `must not contain ${kind} U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
