/** The rule set of a visit that names none. */
export const DEFAULT_RULE = 'attack';

/** The ranges of the default rule set, so that a bare `curl …/number` works; a test holds them against its file. */
export const DEFAULT_RANGES = {
  number: { min: 0, max: 2 },
  float: { min: '0', max: '10', decimals: 2 },
} as const;
