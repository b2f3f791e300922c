import type { Generated } from 'kysely';

/** The tables. Decimals are text, with all their digits. */
export interface Schema {
  objects: ObjectsTable;
  outcome_counts: OutcomeCountsTable;
  rule_versions: RuleVersionsTable;
  sequences: SequencesTable;
}

export interface ObjectsTable {
  /** The order of commits, which pages of the history use, independent of the clock. */
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

/** The counts of objects, updated with each recording, so that reading them does not depend on the number of objects. */
export interface OutcomeCountsTable {
  rule: string;
  version: string;
  outcome: string;
  /** The number of recorded objects. */
  objects: number;
  /** The sum of their products. */
  product_sum: Generated<string>;
  /** The number of pruned objects. */
  pruned: Generated<number>;
  pruned_sum: Generated<string>;
}

/** Every version of every rule set that was ever loaded. */
export interface RuleVersionsTable {
  rule: string;
  version: string;
  /** The text of the rule file. */
  yaml: string;
  /** JSON. */
  odds: string;
  /** The checks that accepted the rules: `CHECKS` of the program that saved them. */
  odds_format: number;
}

/** The last number of each sequence; a writer holds the lock of its row. */
export interface SequencesTable {
  name: 'objects';
  last: number;
}
