import { DEFAULT_HEADERS } from '../../../packages/service-kit/src/http/default-headers';
import type { OpenApi } from '../../across/open-api';
import { findUndocumented } from './documented';
import type { Answer, HostileRequest, NoAnswer } from './request';

/** Returns what is wrong with an answer, or undefined. */
type Invariant = (request: HostileRequest, answer: Answer) => string | undefined;

/** Checks all invariants. Returns the first violation. */
export function findViolation(
  document: OpenApi,
  request: HostileRequest,
  answer: Answer | NoAnswer,
): string | undefined {
  if ('failure' in answer)
    return hasNoTime(request) && answer.isStarted ? undefined : `no answer: ${answer.failure}`;
  const invariants: Invariant[] = [
    hasNoServerError,
    (hostile, received) => findUndocumented(document, hostile, received),
    hasNoInternalText,
    hasDefaultHeaders,
    hasNoInjectedHeader,
  ];
  for (const invariant of invariants) {
    const violation = invariant(request, answer);
    if (violation !== undefined) return violation;
  }
  return undefined;
}

/** No 5xx: all services and the database are running, and the load is small. A caller that does not wait gets a true 503. */
const hasNoServerError: Invariant = (request, { status, headers, text }) => {
  if (status < 500) return undefined;
  if (status === 503 && hasNoTime(request) && headers['retry-after'] !== undefined) return undefined;
  return `the status is ${status}: ${text.slice(0, 300)}`;
};

/** Whether the caller waits for a millisecond at most. An export that has begun by then is cut. */
const hasNoTime = ({ headers }: HostileRequest) =>
  headers.some(([name, value]) => name === 'X-Request-Timeout-Ms' && /^[01]$/.test(value));

/** Traces of the implementation. */
const INTERNAL_TEXT = [
  /\n\s+at .*:\d+/,
  /node_modules|node:internal|file:\/\//,
  /(?<![\w.])\/(tmp|home|root|usr|var|opt|app)\/\w+/,
  /\.[cm]?[jt]s:\d+/,
  /\b(SELECT|INSERT|UPDATE|DELETE|CREATE) .{0,80}\b(FROM|INTO|SET|TABLE|VALUES)\b/,
  /SQLITE_|SqliteError|@photostructure|\bER_[A-Z_]+|mysql2/,
  /\[object \w+\]|\bundefined\b|\bNaN\b/,
  /\b(Type|Reference|Range|Syntax|Assertion|Internal)Error\b|\bZod\w*/,
  /\bE(CONN|NOENT|ACCES|PIPE|HOST|TIMEDOUT|ADDR)\w*|\bHPE_\w+|\bERR_\w+/,
  /127\.0\.0\.1/,
];

const hasNoInternalText: Invariant = (request, { text }) => {
  for (const pattern of INTERNAL_TEXT) {
    const [found] = pattern.exec(text) ?? [];
    // An answer may quote its request.
    if (found !== undefined && !isQuoted(request, found)) {
      const at = text.indexOf(found);
      return `internal text in the body: …${text.slice(Math.max(0, at - 80), at + found.length + 80)}…`;
    }
  }
  return undefined;
};

function isQuoted({ target, headers, body, raw }: HostileRequest, found: string): boolean {
  const sent = [target, ...headers.flat(), body?.toString() ?? '', raw?.bytes.toString() ?? ''].join('\n');
  return [sent, unescaped(sent)].some((text) => text.toLowerCase().includes(found.toLowerCase()));
}

const unescaped = (text: string) =>
  text.replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

const hasDefaultHeaders: Invariant = (_request, { headers }) => {
  const missing = Object.keys(DEFAULT_HEADERS).filter((name) => headers[name.toLowerCase()] === undefined);
  if (missing.length > 0) return `no header ${missing.join(', ')}`;
  if (!/^[\w.:@+/=-]{1,128}$/.test(String(headers['x-request-id']))) return 'no valid X-Request-Id';
  return headers['x-powered-by'] === undefined ? undefined : 'a header X-Powered-By';
};

/** Generators put this header into parameters, paths and bodies. */
const hasNoInjectedHeader: Invariant = (_request, { headers }) =>
  headers['x-injected'] === undefined ? undefined : 'a header of the response comes from the request';
