import type { RuleSet } from '@quartet/contracts';
import type { CallContext } from '@quartet/service-kit/client';

/**
 * The rule sets, asked for once in a while instead of at each visit.
 * Old ones serve while new ones are fetched, and for as long as fetching fails.
 */
export class RuleCache {
  private rules: RuleSet[] | undefined;
  private freshUntil = 0;
  private fetching: Promise<RuleSet[]> | undefined;

  constructor(
    private readonly fetchRules: (context: CallContext) => Promise<RuleSet[]>,
    private readonly ttlMs: number,
  ) {}

  /** All rule sets; throws the fetch's error only where none were ever fetched. */
  async all(context: CallContext): Promise<RuleSet[]> {
    if (this.rules && performance.now() < this.freshUntil) return this.rules;
    const fetching = (this.fetching ??= this.refresh(context));
    if (!this.rules) return fetching;
    // Whoever waits for nothing need not hear of a failure: the next visit tries again.
    fetching.catch(() => undefined);
    return this.rules;
  }

  private async refresh({ requestId, traceparent }: CallContext): Promise<RuleSet[]> {
    try {
      // Without the visit's own deadline: others wait for this too.
      this.rules = await this.fetchRules({ requestId, traceparent });
      this.freshUntil = performance.now() + this.ttlMs;
      return this.rules;
    } finally {
      this.fetching = undefined;
    }
  }
}
