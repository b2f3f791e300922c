import { ReleaseError } from './errors';
import { runProgram } from './run';

/** A known vulnerability that blocks a delivery. Part of scan.json. */
export interface Vulnerability {
  /** The image, or `npm` for the lockfile. */
  where: string;
  package: string;
  /** The severity and the advisories, or the version that fixes it. */
  what: string;
}

const BLOCKING_SEVERITIES = ['high', 'critical'];

interface Report {
  error?: { summary?: string; detail?: string };
  message?: string;
  vulnerabilities?: Record<
    string,
    { severity: string; range: string; via: (string | { title: string; url: string })[] }
  >;
}

/**
 * Requests the high and critical advisories for the production dependencies from the npm registry.
 * @throws {ReleaseError} if the registry does not answer: a missing answer must not pass as "no vulnerabilities"
 */
export async function auditNpm(): Promise<Vulnerability[]> {
  const args = ['audit', '--json', '--omit', 'dev', '--package-lock-only'];
  const { stdout, stderr } = await runProgram('npm', args, { timeoutMs: 120_000 });
  return parseAudit(stdout, stderr);
}

/** Parses the output of `npm audit --json`. @throws {ReleaseError} if it contains no report */
export function parseAudit(stdout: string, stderr = ''): Vulnerability[] {
  let report: Report;
  try {
    report = JSON.parse(stdout) as Report;
  } catch {
    throw auditFailed(stderr);
  }
  const { vulnerabilities, error, message } = report;
  if (vulnerabilities === undefined) throw auditFailed(message ?? error?.summary ?? stderr);
  return Object.entries(vulnerabilities)
    .filter(([, { severity }]) => BLOCKING_SEVERITIES.includes(severity))
    .map(([name, { severity, range, via }]) => ({
      where: 'npm',
      package: `${name} ${range}`,
      what: `${severity}: ${via.map((cause) => (typeof cause === 'string' ? `by ${cause}` : `${cause.title} (${cause.url})`)).join('; ')}`,
    }));
}

const auditFailed = (reason: string) =>
  new ReleaseError(
    `npm audit failed: ${reason.trim() || 'no error message'}. Use --offline to skip the advisories.`,
  );
