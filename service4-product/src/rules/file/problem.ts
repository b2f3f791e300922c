/** A problem of a rule file: an error keeps the rule set from being used, a warning does not. */
export interface RuleProblem {
  severity: 'error' | 'warning';
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in characters. */
  column: number;
  /** Where in the rule set, such as `outcomes[1].when`; empty for the whole. */
  place: string;
  /** The text at fault, as it stands in the file. */
  excerpt: string;
  /** What is wrong and how to mend it: a sentence without its full stop. */
  message: string;
}

/** A problem before its place in the file has been looked up. */
export interface Finding {
  severity: RuleProblem['severity'];
  path: PropertyKey[];
  message: string;
  /** Whether the key at `path` is at fault, not its value. */
  isKey?: boolean;
  /** The part of the text at `path` that is at fault, in characters from its start. */
  range?: { start: number; end: number } | undefined;
}

/** `outcomes[1].when` for ['outcomes', 1, 'when']. */
export function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

/** One line for people: `attack.yaml:7:20: error: outcomes[0].when: …`. */
export function tell({ file, line, column, severity, place, message }: RuleProblem): string {
  return `${file}:${line}:${column}: ${severity}: ${place && `${place}: `}${message}`;
}

export const isError = ({ severity }: { severity: RuleProblem['severity'] }) => severity === 'error';

export const errorAt = (path: PropertyKey[], message: string): Finding => ({
  severity: 'error',
  path,
  message,
});
export const warningAt = (path: PropertyKey[], message: string): Finding => ({
  severity: 'warning',
  path,
  message,
});

/** An error of a file as a whole. */
export const fileError = (file: string, message: string): RuleProblem => {
  return { severity: 'error', file, line: 1, column: 1, place: '', excerpt: '', message };
};
