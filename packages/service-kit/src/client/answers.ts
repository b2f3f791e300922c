import axios, { type AxiosResponse } from 'axios';
import { z } from 'zod';
import { type Fault, type Said, UpstreamError, UpstreamRefusal } from '../errors/errors';

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.custom<Fault>((value) => typeof value === 'object' && value !== null)).optional(),
});

/** The contracts of an answer. */
interface Contracts<T> {
  schema: z.ZodType<T>;
  unavailable?: z.ZodType<T>;
}

/** What an upstream's answer means: the value, its refusal, or that it is not usable. */
export function readAnswer<T>(
  service: string,
  { status, data: said }: AxiosResponse<unknown>,
  { schema, unavailable }: Contracts<T>,
): T {
  const data = status >= 400 && Buffer.isBuffer(said) ? parsed(said) : said;
  const nevertheless = status === 503 ? unavailable?.safeParse(data) : undefined;
  if (nevertheless?.success) return nevertheless.data;
  const problem = status >= 400 ? problemSchema.safeParse(data) : undefined;
  if (status >= 500 || status === 429) {
    const said = problem?.success ? saidIn(problem.data) : undefined;
    const why = said ? `: ${said.detail}` : '.';
    throw new UpstreamError(service, 'unavailable', `The ${service} service answered ${status}${why}`, {
      said,
    });
  }
  if (problem?.success) throw refusal(service, status, problem.data);
  const answer = schema.safeParse(data);
  if (status < 300 && answer.success) return answer.data;
  const cause = answer.error ?? new Error(`status ${status}`);
  throw new UpstreamError(
    service,
    'bad answer',
    `The ${service} service gave an answer that is not its contract.`,
    {
      cause,
    },
  );
}

/** The problem document of a call for bytes, which comes as bytes. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return bytes;
  }
}

const saidIn = ({ type, detail }: z.output<typeof problemSchema>): Said => ({
  kind: type.replace(/^urn:quartet:problem:/, ''),
  detail,
});

function refusal(service: string, status: number, problem: z.output<typeof problemSchema>): UpstreamRefusal {
  const { title, errors } = problem;
  const { kind, detail } = saidIn(problem);
  return new UpstreamRefusal(service, { status, kind, title, detail, ...(errors ? { faults: errors } : {}) });
}

/** Why a call ended without an answer. */
export function whyNoAnswer(service: string, error: unknown, ms: number): UpstreamError {
  if (axios.isCancel(error)) {
    return new UpstreamError(
      service,
      'too slow',
      `The ${service} service did not answer within ${Math.round(ms)} ms.`,
      {
        cause: error,
      },
    );
  }
  return new UpstreamError(service, 'unreachable', `The ${service} service cannot be reached.`, {
    cause: error,
  });
}
