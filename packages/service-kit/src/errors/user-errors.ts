import { type Fault, UserInputError } from './errors';

/** 400 for a request that is not well-formed. */
export function malformedError(detail: string, faults?: Fault[]): UserInputError {
  return new UserInputError(400, 'malformed-request', 'Malformed request', detail, faults ? { faults } : {});
}

/** 403 for a request that this page or caller may not send. */
export function forbiddenError(detail: string): UserInputError {
  return new UserInputError(403, 'forbidden', 'Forbidden', detail);
}

/** 404. */
export function notFoundError(detail: string): UserInputError {
  return new UserInputError(404, 'not-found', 'Not found', detail);
}

/** 405 with the allowed methods in `Allow` (RFC 9110, 15.5.6). */
export function methodNotAllowedError(method: string, allowed: readonly string[]): UserInputError {
  const detail = `${method} is not allowed here. Use ${alternatives(allowed)}.`;
  return new UserInputError(405, 'method-not-allowed', 'Method not allowed', detail, {
    headers: { Allow: allowed.join(', ') },
  });
}

/** 406 for an `Accept` header that matches none of the offered media types. */
export function notAcceptableError(offered: readonly string[]): UserInputError {
  const detail = `The Accept header matches none of the available media types. Accept ${alternatives(offered)}.`;
  return new UserInputError(406, 'not-acceptable', 'Not acceptable', detail);
}

/** 415 for a body of an unsupported media type. */
export function unsupportedBodyError(
  mediaType: string | undefined,
  supported: readonly string[],
): UserInputError {
  const body = mediaType === undefined ? 'A body without a Content-Type' : `A body of type ${mediaType}`;
  const detail = `${body} is not supported. Send ${alternatives(supported)}.`;
  return new UserInputError(415, 'unsupported-body', 'Unsupported body', detail);
}

/** 429 for a request beyond a limit of this service. */
export function tooManyRequestsError(detail: string, retryAfterSeconds = 1): UserInputError {
  return new UserInputError(429, 'too-many-requests', 'Too many requests', detail, {
    headers: { 'Retry-After': String(retryAfterSeconds) },
  });
}

/** The most faults in a response: a body can have as many as it has bytes. */
export const MAX_FAULTS = 20;

/** 422 for a well-formed request with values that are out of range or contradict each other. `more` faults are only counted. */
export function unprocessableError(faults: readonly Fault[], more = 0): UserInputError {
  const sentences = faults
    .slice(0, MAX_FAULTS)
    .map((fault) => ({ ...fault, detail: sentence(fault.detail) }));
  const detail = summary(sentences, more + faults.length - sentences.length);
  return new UserInputError(422, 'unprocessable-request', 'Unprocessable request', detail, {
    faults: sentences,
  });
}

/** Ends a text with a full stop. */
export const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** A summary quotes this many faults and counts the rest. */
const QUOTED = 5;

/** Summarises faults for the problem document's `detail`. `more` faults are only counted. */
export function summary(faults: readonly Fault[], more = 0): string {
  const quoted = faults.slice(0, QUOTED).map(({ detail }) => detail);
  const rest = faults.length - quoted.length + more;
  return [...quoted, ...(rest > 0 ? [`And ${rest} more.`] : [])].join(' ');
}

/** Joins alternatives as in "a, b or c". */
export function alternatives(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${last}` : last;
}
