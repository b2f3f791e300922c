import { ServiceError, UserInputError } from './errors';

/** A mistake of ours: says nothing of its inside to the caller, and everything to the log. */
class UnexpectedError extends ServiceError {
  constructor(cause: unknown) {
    super(500, 'internal-error', 'Internal error', 'Something went wrong here; it has been logged.', {
      cause,
    });
  }
}

/** Express's own parsers throw errors of this shape (the http-errors package). */
interface HttpError {
  status: number;
  type?: string;
  message: string;
  limit?: number;
}

/** Anything thrown, as an error with an answer; what is not known becomes a 500 that tells nothing. */
export function toServiceError(thrown: unknown): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  if (!isHttpError(thrown)) return new UnexpectedError(thrown);
  const detail = DETAILS[thrown.type ?? '']?.(thrown) ?? `The request cannot be read: ${thrown.message}.`;
  const [kind, title] = KINDS[thrown.status] ?? ['malformed-request', 'Malformed request'];
  return new UserInputError(thrown.status, kind, title, detail, { cause: thrown });
}

const KINDS: Record<number, [kind: string, title: string]> = {
  413: ['body-too-large', 'Body too large'],
  415: ['unsupported-body', 'Unsupported body'],
};

const DETAILS: Record<string, (error: HttpError) => string> = {
  'entity.parse.failed': (error) => `The body is not valid JSON: ${error.message}.`,
  'entity.too.large': (error) => `The body is larger than the ${error.limit ?? 0} bytes that are read here.`,
  'parameters.too.many': () => 'The form has too many fields.',
  'request.aborted': () => 'The body ended before all of it had come.',
};

function isHttpError(thrown: unknown): thrown is HttpError {
  if (!(thrown instanceof Error) || !('status' in thrown)) return false;
  return typeof thrown.status === 'number' && thrown.status >= 400 && thrown.status < 500;
}
