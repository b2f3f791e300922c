import { Agent, get } from 'node:http';

/** The fields of an object that its draw determines. */
const DETERMINED = [
  'id',
  'rule',
  'version',
  'number',
  'float',
  'product',
  'outcome',
  'attributes',
  'text',
] as const;

/** The default of VISIT_DEADLINE_MS, and the time that an answer may take beyond it on a busy machine. */
const DEADLINE_MS = 3_000;
const SLACK_MS = 1_500;

/** The answer to a visit. `status` is 0 without an answer. */
export interface VisitResult {
  seed: string;
  status: number;
  ms: number;
  type: string;
  body: Record<string, unknown>;
}

/** Visits a site with JSON as the answer, over kept-alive connections. */
export class Visitor {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly url: string) {}

  visit(seed: string): Promise<VisitResult> {
    const begin = performance.now();
    return new Promise((resolve) => {
      const end = (result: Pick<VisitResult, 'status' | 'type' | 'body'>) => {
        resolve({ seed, ms: performance.now() - begin, ...result });
      };
      const none = () => {
        end({ status: 0, type: '', body: {} });
      };
      const options = { agent: this.agent, headers: { Accept: 'application/json' } };
      get(`${this.url}/?seed=${encodeURIComponent(seed)}`, options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.once('error', none).once('end', () => {
          const type = response.headers['content-type'] ?? '';
          end({
            status: response.statusCode ?? 0,
            type,
            body: JSON.parse(text) as Record<string, unknown>,
          });
        });
      }).once('error', none);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

export const isShown = ({ status }: VisitResult) => status === 200;
/** Whether the site has promised that the object is in the history. */
export const isRecorded = (result: VisitResult) => isShown(result) && 'createdAt' in result.body;

/** The part of a shown object that is the same each time that it is drawn, as text. */
export const determinedPart = ({ body }: VisitResult) =>
  JSON.stringify(DETERMINED.map((field) => body[field]));

/** Whether an answer has an object, or a problem document that tells the client to retry, in time. */
export function isExpected({ status, ms, type, body }: VisitResult): boolean {
  if (ms > DEADLINE_MS + SLACK_MS) return false;
  if (status === 200) return true;
  const isProblem = type.startsWith('application/problem+json') && typeof body.detail === 'string';
  return isProblem && (status === 503 || status === 502);
}
