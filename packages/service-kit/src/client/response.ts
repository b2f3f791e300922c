import axios, { type AxiosResponse } from 'axios';
import { z } from 'zod';
import { type Fault, UpstreamError, type UpstreamProblem, UpstreamRefusal } from '../errors/errors';

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.custom<Fault>((value) => typeof value === 'object' && value !== null)).optional(),
});
type ProblemDocument = z.output<typeof problemSchema>;

/** The contracts of a response. */
interface Contracts<T> {
  schema: z.ZodType<T>;
  unavailable?: z.ZodType<T>;
}

/**
 * Returns the value of an upstream's response.
 * @throws {UpstreamRefusal} for a 4xx with a problem document
 * @throws {UpstreamError} for a 5xx, a 429 and any response that violates the contract
 */
export function readResponse<T>(
  service: string,
  { status, data }: AxiosResponse<unknown>,
  { schema, unavailable }: Contracts<T>,
): T {
  const body = status >= 400 && Buffer.isBuffer(data) ? parseJson(data) : data;
  const fallback = status === 503 ? unavailable?.safeParse(body) : undefined;
  if (fallback?.success) return fallback.data;
  const problem = status >= 400 ? problemSchema.safeParse(body).data : undefined;
  if (status >= 500 || status === 429) throw unavailableError(service, status, problem);
  if (problem) throw refusalOf(service, status, problem);
  const value = schema.safeParse(body);
  if (status < 300 && value.success) return value.data;
  const detail = `The ${service} service returned a response that violates its contract.`;
  throw new UpstreamError(service, 'invalid response', detail, {
    cause: value.error ?? new Error(`status ${status}`),
  });
}

/** Parses the body of an error response to a request for bytes. */
function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return bytes;
  }
}

function unavailableError(service: string, status: number, problem?: ProblemDocument): UpstreamError {
  const reason = problem ? `: ${problem.detail}` : '.';
  return new UpstreamError(service, 'unavailable', `The ${service} service answered ${status}${reason}`, {
    problem: problem && upstreamProblem(problem),
  });
}

/** The error for a problem document of a refused call (4xx). */
export function refusalOf(service: string, status: number, problem: ProblemDocument): UpstreamRefusal {
  const { title, errors } = problem;
  const { kind, detail } = upstreamProblem(problem);
  return new UpstreamRefusal(service, { status, kind, title, detail, ...(errors ? { faults: errors } : {}) });
}

const upstreamProblem = ({ type, detail }: ProblemDocument): UpstreamProblem => ({
  kind: type.replace(/^urn:quartet:problem:/, ''),
  detail,
});

/** Returns the error of a call that got no response; `ms` is the timeout of the attempt. */
export function noResponseError(service: string, cause: unknown, ms: number): UpstreamError {
  if (axios.isCancel(cause)) {
    const detail = `The ${service} service did not answer within ${Math.round(ms)} ms.`;
    return new UpstreamError(service, 'timeout', detail, { cause });
  }
  return new UpstreamError(service, 'unreachable', `The ${service} service cannot be reached.`, { cause });
}
