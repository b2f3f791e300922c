/** One problem with a request. */
export interface Fault {
  /** The query or path parameter. */
  parameter?: string;
  /** The location in the body: a JSON pointer as a URI fragment (RFC 6901), such as `#/draws/3/min`. */
  pointer?: string;
  /** A complete sentence that names the parameter or the field. */
  detail: string;
}

export interface ServiceErrorOptions {
  faults?: Fault[];
  /** Response headers, such as `Allow` or `Retry-After`. */
  headers?: Record<string, string>;
  /** Additional members of the problem document. */
  members?: Record<string, unknown>;
  cause?: unknown;
}

/**
 * An error with an HTTP response. Handlers decide by class and status, never by message.
 * `kind` is the end of the problem type `urn:quartet:problem:KIND`; it is part of the API and must not change.
 */
export abstract class ServiceError extends Error {
  readonly faults: Fault[] | undefined;
  readonly headers: Record<string, string>;
  readonly members: Record<string, unknown>;

  constructor(
    readonly status: number,
    readonly kind: string,
    readonly title: string,
    detail: string,
    options: ServiceErrorOptions = {},
  ) {
    super(visible(detail), { cause: options.cause });
    this.name = new.target.name;
    this.faults = options.faults?.map((fault) => ({ ...fault, detail: visible(fault.detail) }));
    this.headers = options.headers ?? {};
    this.members = options.members ?? {};
  }
}

/** Writes control characters as in U+001B: a message may quote input, and a terminal would execute them. */
const visible = (text: string) =>
  text.replace(
    /(?!\n)\p{Cc}/gu,
    (character) => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );

/** The request is invalid: 4xx. */
export class UserInputError extends ServiceError {}

export type UpstreamReason = 'unreachable' | 'timeout' | 'unavailable' | 'invalid response';

/** The cause that an upstream reports in its problem document. */
export interface UpstreamProblem {
  kind: string;
  detail: string;
}

/** A call to another service failed: 503, or 502 if the response violates its contract. */
export class UpstreamError extends ServiceError {
  /** Undefined if the upstream sent no problem document. */
  readonly problem: UpstreamProblem | undefined;

  constructor(
    /** The name of the upstream: `float`. */
    readonly service: string,
    readonly reason: UpstreamReason,
    detail: string,
    options: ServiceErrorOptions & { problem?: UpstreamProblem | undefined } = {},
  ) {
    const [status, kind, problem]: [number, string, string] =
      reason === 'invalid response'
        ? [502, 'bad-upstream-answer', 'returned an invalid response']
        : [503, 'upstream-unavailable', 'is unavailable'];
    super(status, kind, `The ${service} service ${problem}`, detail, {
      ...options,
      headers: { 'Retry-After': '1', ...options.headers },
    });
    this.problem = options.problem;
  }
}

/** Another service refused the call: its status (4xx), title and faults are passed on. */
export class UpstreamRefusal extends ServiceError {
  constructor(
    readonly service: string,
    problem: { status: number; title: string; detail: string; kind: string; faults?: Fault[] },
  ) {
    super(
      problem.status,
      problem.kind,
      problem.title,
      problem.detail,
      problem.faults ? { faults: problem.faults } : {},
    );
  }
}

/** The service has more requests than it can handle in time: 503. */
export class OverloadedError extends ServiceError {
  constructor() {
    const detail = 'There are too many requests at the moment. Try again in a second.';
    super(503, 'overloaded', 'Overloaded', detail, { headers: { 'Retry-After': '1' } });
  }
}

/** A database operation failed: 503. */
export class DataStoreError extends ServiceError {
  constructor(detail: string, cause?: unknown, members: Record<string, unknown> = {}) {
    super(503, 'database-unavailable', 'The database is unavailable', detail, {
      cause,
      members,
      headers: { 'Retry-After': '1' },
    });
  }
}
