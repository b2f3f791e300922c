import { auditNpm, type Vulnerability } from './audit';
import type { Build } from './files';
import { readUpdates } from './updates';

/** The content of scan.json. */
export interface Scan {
  /** One line for each source, including sources that were skipped. */
  asked: string[];
  findings: Vulnerability[];
}

/** Scans a build for known vulnerabilities. Prints one line for each source. */
export async function scan(build: Build, offline: boolean, print: (line: string) => void): Promise<Scan> {
  const asked: string[] = [];
  const report = (line: string) => {
    asked.push(line);
    print(line);
  };
  const findings = offline ? [] : await auditNpm();
  report(offline ? 'npm advisories: skipped' : `npm advisories: ${findings.length} high or critical`);
  for (const image of Object.values(build.images)) {
    const { security, others } = await readUpdates(image);
    report(`${image}: ${security.length} missing security updates, ${others} other updates`);
    findings.push(...security);
  }
  return { asked, findings };
}

/** Formats vulnerabilities, one on each line. */
export const formatVulnerabilities = (vulnerabilities: readonly Vulnerability[]) =>
  vulnerabilities.map(({ where, package: name, what }) => `${where}: ${name}: ${what}`).join('\n');
