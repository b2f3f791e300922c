import { UserInputError } from '../errors/errors';
import { malformedError } from '../errors/user-errors';

/**
 * Refuses what `JSON.parse` would accept, before it costs time and memory. Invalid JSON passes; the parser refuses it.
 *
 * @param maxValues the most values in the text, including objects and arrays
 * @throws UserInputError 400 for an object with the same name twice, of which the parser would only keep the last value
 * (RFC 8259, section 4), and 413 for more than `maxValues` values
 */
export function checkJson(text: string, maxValues: number): void {
  /** The names of each open object; undefined for an open array. */
  const open: (Set<string> | undefined)[] = [];
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"': {
        const end = endOfString(text, at);
        if (isName(text, end)) addName(open.at(-1), text.slice(at, end));
        at = end - 1;
        break;
      }
      case '{':
      case '[':
        open.push(text[at] === '{' ? new Set() : undefined);
        values++;
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        values++;
    }
    if (values > maxValues) throw tooManyValuesError(maxValues);
  }
}

/** The position after the closing quote of the string that starts at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

/** Whether an odd number of backslashes comes before. */
function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text[start - 1] === '\\') start--;
  return (at - start) % 2 === 1;
}

/** Whether a colon follows a string. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return text[at] === ':';
}

function addName(names: Set<string> | undefined, text: string): void {
  const name = text.includes('\\') ? unescapeName(text) : text;
  if (names?.has(name)) throw malformedError(`The body has the name ${name} twice in one object.`);
  names?.add(name);
}

/** `"a"` and `"\u0061"` are the same name. */
function unescapeName(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

function tooManyValuesError(maxValues: number): UserInputError {
  const detail = `The body has more values than the limit of ${maxValues}.`;
  return new UserInputError(413, 'body-too-large', 'Body too large', detail);
}
