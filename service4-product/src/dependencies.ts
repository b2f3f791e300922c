import type { ObjectRecord } from './repository/record';
import type { Rulebook } from './rules/rulebook';

/** What the app is built from. */
export interface Dependencies {
  rulebook: Rulebook;
  record: ObjectRecord;
  /** The clock, in milliseconds since 1970. */
  now: () => number;
}
