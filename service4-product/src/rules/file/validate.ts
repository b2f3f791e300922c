import { describeIssues } from '@quartet/service-kit/issues';
import type { Finding } from './problem';
import { type RuleFile, ruleFile } from './rule-file';

/** A file's data as a rule set, with what is wrong with its form. */
export interface Validated {
  findings: Finding[];
  /** The rule set, mended where that is possible, so that the rest of it can be checked too. */
  file?: RuleFile;
}

/** Checks the form of a file's data; whole numbers in it are BigInts, and maps are Maps. */
export function validate(data: unknown): Validated {
  const plain = plainObject(data);
  const result = ruleFile.safeParse(plain, { reportInput: true });
  if (result.success) return { findings: [], file: result.data };
  const findings = describeIssues(result.error, ruleFile, 'yaml').map(({ path, detail, isKey }): Finding => {
    return { severity: 'error', path, message: detail, isKey };
  });
  const mended = ruleFile.safeParse(mend(plain, findings));
  return mended.success ? { findings, file: mended.data } : { findings };
}

/** Maps as objects and BigInts as numbers; but tables keep both, as their types matter. */
function plainObject(value: unknown, key?: unknown): unknown {
  if (value instanceof Map) {
    const inside = (name: unknown, inner: unknown) => (key === 'tables' ? inner : plainObject(inner, name));
    return Object.fromEntries([...value].map(([name, inner]) => [String(name), inside(name, inner)]));
  }
  if (Array.isArray(value)) return value.map((inner) => plainObject(inner));
  return typeof value === 'bigint' ? Number(value) : value;
}

/** What stands in for parts that are missing or wrong. */
const STAND_INS = {
  name: 'unnamed',
  title: 'untitled',
  description: 'undescribed',
  number: { min: 0, max: 0 },
  float: { min: 0, max: 0, decimals: 0 },
  outcomes: [{ label: 'unlabelled' }],
  text: 'unsaid',
};

/** The data without what is wrong with it, and with stand-ins for what is then missing. */
function mend(data: unknown, findings: Finding[]): unknown {
  if (typeof data !== 'object' || data === null) return STAND_INS;
  const copy = structuredClone(data);
  for (const { path } of findings) remove(copy, path);
  return { ...STAND_INS, ...copy };
}

function remove(container: unknown, [key, ...rest]: PropertyKey[]): void {
  if (typeof container !== 'object' || container === null || key === undefined) return;
  if (rest.length > 0) remove((container as Record<PropertyKey, unknown>)[key], rest);
  else Reflect.deleteProperty(container, key);
}

/** Whether a finding about mended data is about the mending, not about the file. */
export function isAboutMending({ path }: Finding, mended: readonly Finding[]): boolean {
  const within = (inner: PropertyKey[], outer: PropertyKey[]) =>
    outer.every((key, index) => inner[index] === key);
  return mended.some((finding) => within(path, finding.path) || within(finding.path, path));
}

const HARMLESS = ['name', 'title', 'description', 'source', 'text', 'format'];

/** Whether the draws of mended data come out as the file's own would: where only words or unknown keys were mended. */
export function decidesAlike(mended: readonly Finding[]): boolean {
  return mended.every(
    ({ path: [top] }) => HARMLESS.includes(String(top)) || !(String(top) in ruleFile.shape),
  );
}
