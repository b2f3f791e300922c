import type { RuleSet } from '@quartet/contracts';
import type { CallContext } from '@quartet/service-kit/client';

/** How long the cache reports an unknown name as unknown without fetching again, in milliseconds. */
export const NEGATIVE_TTL_MS = 500;

/** A cache of all rule sets. It serves stale rule sets while it revalidates them, and if revalidation fails. */
export class RuleCache {
  private rules: RuleSet[] | undefined;
  private fetchedAt = -Infinity;
  private fetching: Promise<RuleSet[]> | undefined;

  constructor(
    private readonly fetchRules: (context: CallContext) => Promise<RuleSet[]>,
    private readonly ttlMs: number,
  ) {}

  /** Returns all rule sets. Throws the error of the fetch only if none has succeeded yet. */
  async all(context: CallContext): Promise<RuleSet[]> {
    if (this.rules && this.isYoungerThan(this.ttlMs)) return this.rules;
    const fetching = this.refresh(context);
    if (!this.rules) return fetching;
    // A failed revalidation is harmless: the next visit tries again.
    fetching.catch(() => undefined);
    return this.rules;
  }

  /** Returns the rule set of that name. Fetches again for an unknown name, which may be a new rule set. */
  async find(name: string, context: CallContext): Promise<RuleSet | undefined> {
    const isNamed = (rule: RuleSet) => rule.name === name;
    const known = (await this.all(context)).find(isNamed);
    // Limits the fetches that requests for random names can cause.
    if (known || this.isYoungerThan(NEGATIVE_TTL_MS)) return known;
    return (await this.refresh(context)).find(isNamed);
  }

  /** Fetches the current rule sets. Concurrent callers share one fetch. */
  refresh(context: CallContext): Promise<RuleSet[]> {
    return (this.fetching ??= this.fetch(context));
  }

  private isYoungerThan(ms: number): boolean {
    return performance.now() < this.fetchedAt + ms;
  }

  private async fetch({ requestId, traceparent }: CallContext): Promise<RuleSet[]> {
    try {
      // Without the deadline of the visit, because other visits wait for the same fetch.
      this.rules = await this.fetchRules({ requestId, traceparent });
      this.fetchedAt = performance.now();
      return this.rules;
    } finally {
      this.fetching = undefined;
    }
  }
}
