import type { Repository } from './repository/open';
import type { Rulebook } from './rules/book/rulebook';

/** What the app is built from. */
export interface Dependencies {
  rulebook: Rulebook;
  repository: Repository;
  /** The clock, in milliseconds since 1970. */
  now: () => number;
  /** Whether rule files are checked for callers outside too. */
  isCheckPublic?: boolean;
}
