import { answerFaults, type OpenApi, type Operation } from '../../across/open-api';
import type { Answer, HostileRequest } from './request';

/** The problem kinds of statuses that any address can have (docs/api.md, "Errors"). */
const GENERAL: Record<number, string> = { 417: 'expectation-failed', 431: 'headers-too-large' };
/** The same for addresses and methods that are not documented, and for requests that cannot be parsed. */
const WITHOUT_OPERATION: Record<number, string> = {
  ...GENERAL,
  400: 'malformed-request',
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'request-too-slow',
};

/** Paths that no document describes, because only operators, crawlers and the pages use them. */
const INTERNAL = /^\/(health\/(live|ready)|metrics|robots\.txt|assets\/[\w.-]+)\/?$/i;
/** The media types of the frontend's error pages. */
const ERROR_PAGES = ['text/html', 'text/plain'];

/** Checks that status, media type and body of an answer are documented. Returns what is not. */
export function findUndocumented(
  document: OpenApi,
  request: HostileRequest,
  answer: Answer,
): string | undefined {
  const { status, type, text, isCut } = answer;
  const path = pathOf(request.target);
  const isBodiless = request.method === 'HEAD' && !request.raw;
  if (status === 200 && INTERNAL.test(path)) return undefined;
  if (status === 204 && answer.headers.allow) return undefined;
  if (isBodiless && text !== '') return 'a response to HEAD has a body';
  const operations = operationsOf(document, request, path);
  const isRaw = request.raw !== undefined;
  const kind = (isRaw || operations.length === 0 ? WITHOUT_OPERATION : GENERAL)[status];
  const documented = operations.filter(({ responses }) => responses[status]);
  if (documented.length === 0 && kind === undefined) return `the status ${status} is not documented`;
  if (status >= 400 && hasPages(document) && ERROR_PAGES.includes(type))
    return isBodiless || text.includes(': ') || text.includes('<h1')
      ? undefined
      : `no error page: ${text.slice(0, 200)}`;
  if (isBodiless || isCut)
    return documented.some(({ responses }) => responses[status]?.content?.[type]) || kind !== undefined
      ? undefined
      : `a ${status} of type ${type} is not documented`;
  const body = /[/+]json$/.test(type) ? parseJson(text) : text;
  const faults = documented.map((operation) => answerFaults(document, operation, status, type, body));
  if (faults.includes(null)) return undefined;
  if (kind !== undefined)
    return isProblem(answer, body, kind) ? undefined : `no problem ${kind}: ${text.slice(0, 200)}`;
  return `${JSON.stringify(faults[0])} in ${text.slice(0, 300)}`;
}

/** The path of a request target, which may be a whole URL (RFC 9112, 3.2.2). */
function pathOf(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/, '').replace(/[?#].*$/s, '');
  return path === '' ? '/' : path;
}

/** The operations that may respond. A raw request may be parsed as one of another method. */
function operationsOf(document: OpenApi, { method, raw }: HostileRequest, path: string): Operation[] {
  const matching = Object.entries(document.paths).filter(([template]) => toPattern(template).test(path));
  // A path without parameters comes first (OpenAPI 3.1, "Paths Object").
  const exact = matching.filter(([template]) => !template.includes('{'));
  const name = method === 'HEAD' ? 'get' : method.toLowerCase();
  return (exact.length > 0 ? exact : matching).flatMap(([, operations]) =>
    Object.entries(operations).flatMap(([key, operation]) => (raw || key === name ? operation : [])),
  );
}

/** Like Express, ignores case and a slash at the end. */
const toPattern = (template: string) =>
  new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/, '[^/]+')}/?$`, 'i');

const hasPages = (document: OpenApi) => document.paths['/'] !== undefined;

function isProblem({ type, status }: Answer, body: unknown, kind: string): boolean {
  const problem = body as { type?: unknown; status?: unknown; requestId?: unknown } | undefined;
  return (
    type === 'application/problem+json' &&
    problem?.type === `urn:quartet:problem:${kind}` &&
    problem.status === status &&
    typeof problem.requestId === 'string'
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
