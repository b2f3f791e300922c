/** The rule set of requests that do not name one. */
export const DEFAULT_RULE = 'attack';

/** The ranges of the default rule set, so that `/number` and `/float` work without parameters. A test compares them with the rule file. */
export const DEFAULT_RANGES = {
  number: { min: 0, max: 2 },
  float: { min: '0', max: '10', decimals: 2 },
} as const;
