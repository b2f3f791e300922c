/** A problem of a rule file. A rule set with an error cannot be used; one with a warning can. */
export interface RuleProblem {
  severity: 'error' | 'warning';
  file: string;
  /** Starts at 1. */
  line: number;
  /** Starts at 1, in characters. */
  column: number;
  /** The path in the rule set, such as `outcomes[1].when`; empty for the whole file. */
  place: string;
  /** The text with the mistake, copied from the file. */
  excerpt: string;
  /** The mistake and its fix: a sentence without its full stop. */
  message: string;
}

/** A problem whose line and column are not known yet. */
export interface Finding {
  severity: RuleProblem['severity'];
  path: PropertyKey[];
  message: string;
  /** Whether the mistake is the key at `path`, not its value. */
  isKey?: boolean;
  /** The part of the text at `path` with the mistake, in characters from its start. */
  range?: { start: number; end: number } | undefined;
}

/** Formats a path: `outcomes[1].when` for ['outcomes', 1, 'when']. */
export function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

/** A problem as one line: `attack.yaml:7:20: error: outcomes[0].when: …`. */
export function formatProblem({ file, line, column, severity, place, message }: RuleProblem): string {
  const prefix = place && `${place}: `;
  return `${file}:${line}:${column}: ${severity}: ${prefix}${message}`;
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

/** An error of the whole file, or of a line. */
export const fileError = (file: string, message: string, line = 1): RuleProblem => ({
  severity: 'error',
  file,
  line,
  column: 1,
  place: '',
  excerpt: '',
  message,
});
