import { ServiceError, UserInputError } from './errors';

/** A bug: 500. The response reveals nothing about it; the log has everything. */
class UnexpectedError extends ServiceError {
  constructor(cause: unknown) {
    const detail = 'An unexpected error occurred. The server has logged it.';
    super(500, 'internal-error', 'Internal error', detail, { cause });
  }
}

/** The errors of Express's body parsers and router (package http-errors). */
interface HttpError {
  status: number;
  type?: string;
  message: string;
  limit?: number;
}

/** Converts anything thrown into an error with a response; an unknown error becomes a 500. */
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
  'entity.parse.failed': ({ message }) => `The body is not valid JSON: ${message}.`,
  'entity.too.large': ({ limit }) => `The body is larger than the limit of ${limit ?? 0} bytes.`,
  'parameters.too.many': () => 'The form has too many fields.',
  'request.aborted': () => 'The connection closed before the complete body arrived.',
};

function isHttpError(thrown: unknown): thrown is HttpError {
  if (!(thrown instanceof Error) || !('status' in thrown)) return false;
  return typeof thrown.status === 'number' && thrown.status >= 400 && thrown.status < 500;
}
