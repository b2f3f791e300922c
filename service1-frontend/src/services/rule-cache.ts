import type { RuleSet } from '@quartet/contracts';
import type { CallContext } from '@quartet/service-kit/client';

/** For how long a name that is not among the rule sets is taken to be unknown, in milliseconds. */
export const ASK_AGAIN_MS = 500;

/**
 * The rule sets, asked for once in a while instead of at each visit.
 * Old ones serve while new ones are fetched, and for as long as fetching fails.
 */
export class RuleCache {
  private rules: RuleSet[] | undefined;
  private fetchedAt = -Infinity;
  private fetching: Promise<RuleSet[]> | undefined;

  constructor(
    private readonly fetchRules: (context: CallContext) => Promise<RuleSet[]>,
    private readonly ttlMs: number,
  ) {}

  /** All rule sets; throws the fetch's error only where none were ever fetched. */
  async all(context: CallContext): Promise<RuleSet[]> {
    if (this.rules && this.isYoungerThan(this.ttlMs)) return this.rules;
    const fetching = this.renew(context);
    if (!this.rules) return fetching;
    // Whoever waits for nothing need not hear of a failure: the next visit tries again.
    fetching.catch(() => undefined);
    return this.rules;
  }

  /** The rule set of that name; a name that is not known may be new, and is asked about before it is given up. */
  async find(name: string, context: CallContext): Promise<RuleSet | undefined> {
    const isNamed = (rule: RuleSet) => rule.name === name;
    const known = (await this.all(context)).find(isNamed);
    // Not each time: whoever tries names at random shall not multiply the calls.
    if (known || this.isYoungerThan(ASK_AGAIN_MS)) return known;
    return (await this.renew(context)).find(isNamed);
  }

  /** The rule sets as they are now, asked for once for all who want them at the same time. */
  renew(context: CallContext): Promise<RuleSet[]> {
    return (this.fetching ??= this.fetch(context));
  }

  private isYoungerThan(ms: number): boolean {
    return performance.now() < this.fetchedAt + ms;
  }

  private async fetch({ requestId, traceparent }: CallContext): Promise<RuleSet[]> {
    try {
      // Without the visit's own deadline: others wait for this too.
      this.rules = await this.fetchRules({ requestId, traceparent });
      this.fetchedAt = performance.now();
      return this.rules;
    } finally {
      this.fetching = undefined;
    }
  }
}
