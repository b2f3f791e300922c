import type { Repository } from './repository/open';
import type { Rulebook } from './rules/book/rulebook';

/** The parts that the app needs. */
export interface Dependencies {
  rulebook: Rulebook;
  repository: Repository;
  /** Returns the time in milliseconds since 1970. */
  now: () => number;
  /** The objects that a client outside may request in an hour. */
  objectsPerHour?: number;
  /** Whether clients outside may check rule files too. */
  isCheckPublic?: boolean;
}
