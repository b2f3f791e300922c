/** One thing that is wrong with a request: where it stands, and what to do about it. */
export interface Fault {
  /** The query or path parameter at fault. */
  parameter?: string;
  /** The place in the body at fault, as a JSON pointer in a URI fragment (RFC 6901), such as `#/draws/3/min`. */
  pointer?: string;
  /** A sentence that stands alone: it names the parameter. */
  detail: string;
}

export interface ServiceErrorOptions {
  faults?: Fault[];
  /** Headers that the answer must carry, such as `Allow` or `Retry-After`. */
  headers?: Record<string, string>;
  /** What the problem document tells beside its standard members. */
  members?: Record<string, unknown>;
  cause?: unknown;
}

/**
 * An error with an answer of its own: the handlers decide by class and status, never by message.
 * `kind` ends the problem document's type, `urn:quartet:problem:KIND`, and never changes for a cause.
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
    super(detail, { cause: options.cause });
    this.name = new.target.name;
    this.faults = options.faults;
    this.headers = options.headers ?? {};
    this.members = options.members ?? {};
  }
}

/** The caller asked for something that cannot be answered as asked: 4xx. */
export class UserInputError extends ServiceError {}

/** Why an upstream gave no usable answer. */
export type UpstreamReason = 'unreachable' | 'too slow' | 'unavailable' | 'bad answer';

/** What an upstream says of why it does not work, in its problem document. */
export interface Said {
  kind: string;
  detail: string;
}

/** Another service gave no usable answer: 503, or 502 where it answered something that is not its contract. */
export class UpstreamError extends ServiceError {
  /** Where it said why. */
  readonly said: Said | undefined;

  constructor(
    /** The upstream's name, as people know it: `float`. */
    readonly service: string,
    readonly reason: UpstreamReason,
    detail: string,
    options: ServiceErrorOptions & { said?: Said | undefined } = {},
  ) {
    const [status, kind, what]: [number, string, string] =
      reason === 'bad answer'
        ? [502, 'bad-upstream-answer', 'gave a bad answer']
        : [503, 'upstream-unavailable', 'is away'];
    super(status, kind, `The ${service} service ${what}`, detail, {
      ...options,
      headers: { 'Retry-After': '1', ...options.headers },
    });
    this.said = options.said;
  }
}

/** Another service understood the call and refused it: its own 4xx, passed on with its words. */
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

/** The database gave no usable answer: 503. */
export class DataStoreError extends ServiceError {
  constructor(detail: string, cause?: unknown, members: Record<string, unknown> = {}) {
    super(503, 'database-unavailable', 'The record is away', detail, {
      cause,
      members,
      headers: { 'Retry-After': '1' },
    });
  }
}
