import type { Kysely } from 'kysely';
import type { Odds } from '../rules/odds/odds';
import { dataStoreCall } from './data-store-call';
import type { Schema } from './schema';

/** A version of a rule set as it is kept. */
export interface KeptRules {
  /** The rule file as it was written. */
  yaml: string;
  odds: Odds;
}

type NamedRules = KeptRules & { name: string; version: string };

/** Raised when odds get another form: those kept in an older one are worked out anew. */
const ODDS_FORMAT = 1;

/** Every version of a rule set that was ever loaded, with its odds: old objects keep their rules. */
export class RuleStore {
  /** What the database has not taken yet. */
  private readonly waiting = new Map<string, NamedRules>();

  constructor(private readonly db: () => Kysely<Schema>) {}

  async find(name: string, version: string): Promise<KeptRules | undefined> {
    const waiting = this.waiting.get(`${name} ${version}`);
    if (waiting) return waiting;
    return dataStoreCall(async () => {
      const row = await this.db()
        .selectFrom('rule_versions')
        .select(['yaml', 'odds'])
        .where('rule', '=', name)
        .where('version', '=', version)
        .where('odds_format', '=', ODDS_FORMAT)
        .executeTakeFirst();
      return row && { yaml: row.yaml, odds: JSON.parse(row.odds) as Odds };
    });
  }

  /** Keeps a version, now or, where the database is away, as soon as it is back: before any object is recorded. */
  async keep(rules: NamedRules): Promise<void> {
    this.waiting.set(`${rules.name} ${rules.version}`, rules);
    await this.keepWaiting().catch(() => undefined);
  }

  async keepWaiting(): Promise<void> {
    for (const [key, { name, version, yaml, odds }] of this.waiting) {
      const row = { rule: name, version, yaml, odds: JSON.stringify(odds), odds_format: ODDS_FORMAT };
      await this.db().replaceInto('rule_versions').values(row).execute();
      this.waiting.delete(key);
    }
  }
}
