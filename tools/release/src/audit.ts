import { ReleaseError } from './mistakes';
import { outcomeOf } from './run';

/** A reason against delivering. */
export interface Finding {
  /** The image, or `npm` for the lockfile. */
  where: string;
  package: string;
  what: string;
}

const SEVERE = ['high', 'critical'];

interface Report {
  error?: { summary?: string; detail?: string };
  message?: string;
  vulnerabilities?: Record<
    string,
    { severity: string; range: string; via: (string | { title: string; url: string })[] }
  >;
}

/**
 * What npm's registry knows of high or critical weaknesses of the packages that run.
 * @throws {ReleaseError} where it gives no answer, since no answer is no "nothing found"
 */
export async function auditNpm(): Promise<Finding[]> {
  const args = ['audit', '--json', '--omit', 'dev', '--package-lock-only'];
  const { out, err } = await outcomeOf('npm', args, { timeoutMs: 120_000 });
  return readAudit(out, err);
}

/** What `npm audit --json` has said. */
export function readAudit(out: string, err = ''): Finding[] {
  let report: Report;
  try {
    report = JSON.parse(out) as Report;
  } catch {
    throw notAsked(err);
  }
  const { vulnerabilities, error, message } = report;
  if (vulnerabilities === undefined) throw notAsked(message ?? error?.summary ?? err);
  return Object.entries(vulnerabilities)
    .filter(([, { severity }]) => SEVERE.includes(severity))
    .map(([name, { severity, range, via }]) => ({
      where: 'npm',
      package: `${name} ${range}`,
      what: `${severity}: ${via.map((cause) => (typeof cause === 'string' ? `by ${cause}` : `${cause.title} (${cause.url})`)).join('; ')}`,
    }));
}

const notAsked = (why: string) =>
  new ReleaseError(
    `npm's registry gave no advisories: ${why.trim() || 'it said nothing'}. With --offline it is not asked.`,
  );
