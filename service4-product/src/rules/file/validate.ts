import { describeIssues } from '@quartet/service-kit/issues';
import { errorAt, type Finding } from './problem';
import { type RuleFile, ruleFile } from './rule-file';

/** The result of checking the form of a file's data. */
export interface Validated {
  findings: Finding[];
  /** The rule set, repaired where possible, so that the rest of it can be checked too. */
  file?: RuleFile;
}

/** Checks the form of a file's data, in which whole numbers are BigInts and maps are Maps. */
export function validate(data: unknown): Validated {
  const plain = plainObject(data);
  const result = ruleFile.safeParse(plain, { reportInput: true });
  const issues = result.error ? describeIssues(result.error.issues, ruleFile, 'yaml') : [];
  const findings = issues.map(({ path, detail, isKey }): Finding => {
    return { severity: 'error', path, message: detail, isKey };
  });
  findings.push(...ignoredKeys(data));
  if (result.success && findings.length === 0) return { findings, file: result.data };
  const repaired = ruleFile.safeParse(repair(plain, findings));
  return repaired.success ? { findings, file: repaired.data } : { findings };
}

/** The keys that the schema ignores, because objects inherit a property with this name. */
function ignoredKeys(data: unknown, path: PropertyKey[] = []): Finding[] {
  if (Array.isArray(data)) return data.flatMap((inner, index) => ignoredKeys(inner, [...path, index]));
  // Keys of a table are data, and keys of the rule set itself are checked by the schema.
  if (!(data instanceof Map)) return [];
  return [...data].flatMap(([key, inner]): Finding[] => {
    const inside = [...path, String(key)];
    if (key !== '__proto__' || path.length === 0)
      return path[0] === 'tables' ? [] : ignoredKeys(inner, inside);
    return [{ ...errorAt(inside, 'is reserved: choose another name'), isKey: true }];
  });
}

/** Converts Maps to objects and BigInts to numbers. Tables keep both, since their types matter in expressions. */
function plainObject(value: unknown, key?: unknown): unknown {
  if (value instanceof Map) {
    const convert = (name: unknown, inner: unknown) => (key === 'tables' ? inner : plainObject(inner, name));
    return Object.fromEntries([...value].map(([name, inner]) => [String(name), convert(name, inner)]));
  }
  if (Array.isArray(value)) return value.map((inner) => plainObject(inner));
  return typeof value === 'bigint' ? Number(value) : value;
}

/** Replacements for parts that are missing or wrong. */
const FALLBACKS = {
  name: 'unnamed',
  title: 'untitled',
  description: 'undescribed',
  number: { min: 0, max: 0 },
  float: { min: 0, max: 0, decimals: 0 },
  outcomes: [{ label: 'unlabelled' }],
  text: 'unsaid',
};

/** Removes the parts with findings from the data, and adds fallbacks for required parts. */
function repair(data: unknown, findings: Finding[]): unknown {
  if (typeof data !== 'object' || data === null) return FALLBACKS;
  const copy = structuredClone(data);
  for (const { path } of findings) remove(copy, path);
  return { ...FALLBACKS, ...copy };
}

function remove(container: unknown, [key, ...rest]: PropertyKey[]): void {
  if (typeof container !== 'object' || container === null || key === undefined) return;
  if (rest.length > 0) remove((container as Record<PropertyKey, unknown>)[key], rest);
  else Reflect.deleteProperty(container, key);
}

/** Whether a finding concerns a repaired part, so that the file itself may not have this mistake. */
export function isCausedByRepair({ path }: Finding, repaired: readonly Finding[]): boolean {
  const isWithin = (inner: PropertyKey[], outer: PropertyKey[]) =>
    outer.every((key, index) => inner[index] === key);
  return repaired.some((finding) => isWithin(path, finding.path) || isWithin(finding.path, path));
}

/** The keys that do not affect the outcome of a draw. */
const COSMETIC_KEYS = ['name', 'title', 'description', 'source', 'text', 'format'];

/** Whether the repaired rule set has the same outcomes as the file: only cosmetic or unknown keys were repaired. */
export function repairKeepsOutcomes(repaired: readonly Finding[]): boolean {
  return repaired.every(
    ({ path: [top] }) => COSMETIC_KEYS.includes(String(top)) || !(String(top) in ruleFile.shape),
  );
}
