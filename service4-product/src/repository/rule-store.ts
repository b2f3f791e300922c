import type { Kysely } from 'kysely';
import type { Odds } from '../rules/odds/odds';
import { callDatabase } from './database/failures';
import type { Schema } from './schema';

/** A stored version of a rule set. */
export interface StoredRules {
  /** The text of the rule file. */
  yaml: string;
  odds: Odds;
}

type NamedRules = StoredRules & { name: string; version: string };

/** Increase this when the JSON of odds changes: odds in an older format are computed again. */
const ODDS_FORMAT = 1;

/** Every version of a rule set that was ever loaded, with its odds, so that old objects keep their rules. */
export class RuleStore {
  /** The versions that are not in the database yet. */
  private readonly pending = new Map<string, NamedRules>();

  constructor(private readonly db: () => Kysely<Schema>) {}

  async find(name: string, version: string): Promise<StoredRules | undefined> {
    const pending = this.pending.get(`${name} ${version}`);
    if (pending) return pending;
    return callDatabase(async () => {
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

  /** Saves a version. While the database is unavailable, the version stays pending until the next object is recorded. */
  async save(rules: NamedRules): Promise<void> {
    this.pending.set(`${rules.name} ${rules.version}`, rules);
    await this.savePending().catch(() => undefined);
  }

  async savePending(): Promise<void> {
    for (const [key, { name, version, yaml, odds }] of this.pending) {
      const row = { rule: name, version, yaml, odds: JSON.stringify(odds), odds_format: ODDS_FORMAT };
      await this.db().replaceInto('rule_versions').values(row).execute();
      this.pending.delete(key);
    }
  }
}
