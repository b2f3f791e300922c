import { isUtf8 } from 'node:buffer';

/** Marks a line that is not UTF-8. A lone surrogate cannot be part of a file that is UTF-8. */
const NOT_UTF8 = '\udc80';

/** Decodes a rule file. Each line that is not UTF-8 starts with a mark, for which `invalidUtf8` searches. */
export function decodeRuleFile(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return text;
  let start = 0;
  return text
    .split('\n')
    .map((line) => {
      const end = bytes.indexOf('\n', start);
      const isValid = isUtf8(bytes.subarray(start, end < 0 ? bytes.length : end));
      start = end + 1;
      return isValid ? line : NOT_UTF8 + line;
    })
    .join('\n');
}

/** The first line that is not UTF-8, from 1; undefined if there is none. */
export function invalidUtf8(text: string): number | undefined {
  const at = text.indexOf(NOT_UTF8);
  return at < 0 ? undefined : text.slice(0, at).split('\n').length;
}
