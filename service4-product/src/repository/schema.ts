import type { Generated } from 'kysely';

/** The tables. Decimals are kept as text, with all their digits. */
export interface Schema {
  objects: ObjectsTable;
  outcome_counts: OutcomeCountsTable;
  rule_versions: RuleVersionsTable;
  sequences: SequencesTable;
}

export interface ObjectsTable {
  /** The order in which they were committed: what pages go by, whatever the clock does. */
  sequence: number;
  id: string;
  rule: string;
  version: string;
  seed: string;
  draw_index: number;
  number: number;
  float: string;
  product: string;
  outcome: string;
  /** JSON. */
  attributes: string;
  text: string;
  /** Milliseconds since 1970. */
  created_at: number;
}

/** How many objects there are, kept with each recording so that asking costs the same for ten and for ten million. */
export interface OutcomeCountsTable {
  rule: string;
  version: string;
  outcome: string;
  /** How many are recorded. */
  objects: number;
  /** The sum of their products. */
  product_sum: Generated<string>;
  /** How many were recorded once, and have been pruned since. */
  pruned: Generated<number>;
  pruned_sum: Generated<string>;
}

/** Each version of each rule set that was ever loaded. */
export interface RuleVersionsTable {
  rule: string;
  version: string;
  /** The rule file as it was written. */
  yaml: string;
  /** JSON. */
  odds: string;
  odds_format: number;
}

/** The last number given out of each sequence; its row is the lock of who writes. */
export interface SequencesTable {
  name: 'objects';
  last: number;
}
