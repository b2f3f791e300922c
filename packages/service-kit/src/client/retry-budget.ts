/** The share of calls that may be retried. */
const SHARE = 0.1;
/** Lets a new client, and one with few calls, retry. */
const INITIAL = 10;
/** The most retries in a burst, such as when one of several replicas fails. */
const CAPACITY = 100;

/**
 * Limits retries to a tenth of the calls: if all callers of an overloaded service retried, its load would multiply and it could not
 * recover. https://sre.google/sre-book/handling-overload/
 */
export class RetryBudget {
  private available = INITIAL;

  /** Call this for each call, but not for its retries. */
  addCall(): void {
    this.available = Math.min(CAPACITY, this.available + SHARE);
  }

  /** Takes one retry from the budget. Returns whether there was one. */
  take(): boolean {
    if (this.available < 1) return false;
    this.available -= 1;
    return true;
  }
}
