import type { Generated } from 'kysely';

/** The tables. Decimals are kept as text, with all their digits. */
export interface Schema {
  objects: ObjectsTable;
  outcome_counts: OutcomeCountsTable;
  rule_versions: RuleVersionsTable;
}

export interface ObjectsTable {
  /** The order of recording: what pages go by, whatever the clock does. */
  sequence: Generated<number>;
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

/** How many objects are recorded, kept with each recording so that asking costs the same for ten and for ten million. */
export interface OutcomeCountsTable {
  rule: string;
  version: string;
  outcome: string;
  objects: number;
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
