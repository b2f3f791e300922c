import { type Fault, UserInputError } from './errors';

/** 404: nothing of that name is here. */
export function notFoundError(detail: string): UserInputError {
  return new UserInputError(404, 'not-found', 'Not found', detail);
}

/** 405, with the methods that do work in `Allow` (RFC 9110, 15.5.6). */
export function methodNotAllowedError(method: string, allow: string): UserInputError {
  const detail = `${method} does not work here; these do: ${allow}.`;
  return new UserInputError(405, 'method-not-allowed', 'Method not allowed', detail, {
    headers: { Allow: allow },
  });
}

/** 406: none of the forms that the caller accepts can be given. */
export function notAcceptableError(offered: readonly string[]): UserInputError {
  const detail = `This can be given as ${offered.join(', ')}; the Accept header takes none of them.`;
  return new UserInputError(406, 'not-acceptable', 'Not acceptable', detail);
}

/** 415: the body is of a type that is not read here. */
export function unsupportedBodyError(given: string | undefined, read: readonly string[]): UserInputError {
  const body = given === undefined ? 'A body without a Content-Type' : `A body of type ${given}`;
  const detail = `${body} is not read here; send ${read.join(' or ')}.`;
  return new UserInputError(415, 'unsupported-body', 'Unsupported body', detail);
}

/** 400: the request is not of the form that is asked for. */
export function malformedError(detail: string, faults?: Fault[]): UserInputError {
  return new UserInputError(400, 'malformed-request', 'Malformed request', detail, faults ? { faults } : {});
}

/** 422: the form is right, and what it asks for is out of range or contradicts itself. */
export function unprocessableError(faults: Fault[]): UserInputError {
  return new UserInputError(422, 'unprocessable-request', 'Unprocessable request', `${summary(faults)}.`, {
    faults,
  });
}

/** How many faults a sentence names; the rest are counted. */
const NAMED = 5;

/** One sentence over all faults. */
export function summary(faults: readonly Fault[]): string {
  const named = faults.slice(0, NAMED).map(({ detail }) => detail);
  const rest = faults.length - named.length;
  return [...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}
