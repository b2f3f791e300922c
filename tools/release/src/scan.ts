import { auditNpm, type Finding } from './audit';
import type { Build } from './files';
import { updatesOf } from './updates';

export interface Scan {
  /** What was asked, and what was not. */
  asked: string[];
  findings: Finding[];
}

/** Looks for known weaknesses in what a build has made; `tell` has a line for each look. */
export async function scan(build: Build, offline: boolean, tell: (line: string) => void): Promise<Scan> {
  const asked: string[] = [];
  const note = (line: string) => {
    asked.push(line);
    tell(line);
  };
  const findings = offline ? [] : await auditNpm();
  note(offline ? "npm's advisories: not asked" : `npm's advisories: ${findings.length} high or critical`);
  for (const image of Object.values(build.images)) {
    const { security, others } = await updatesOf(image);
    note(`${image}: lacks ${security.length} security updates of its Debian, and ${others} others`);
    findings.push(...security);
  }
  return { asked, findings };
}

/** A line each. */
export const textOf = (findings: readonly Finding[]) =>
  findings.map(({ where, package: name, what }) => `${where}: ${name}: ${what}`).join('\n');
