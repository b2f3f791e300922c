import type { Kysely } from 'kysely';
import type { Odds } from '../rules/odds/odds';
import { callDatabase } from './database/failures';
import { inDatabaseSpan } from './database/span';
import type { Schema } from './schema';

/** A stored version of a rule set. */
export interface StoredRules {
  /** The text of the rule file. */
  yaml: string;
  odds: Odds;
  /** Whether this program's checks accepted the rules; an earlier program may have checked less. */
  isChecked: boolean;
}

interface NamedRules {
  name: string;
  version: string;
  yaml: string;
  odds: Odds;
}

/** Increase this when the checks of rule sets change: the current rule sets are then checked again. */
const CHECKS = 2;

/** Every version of a rule set that was ever loaded, with its odds, so that old objects keep their rules. */
export class RuleStore {
  /** The versions that are not in the database yet. */
  private readonly pending = new Map<string, NamedRules>();

  constructor(private readonly db: () => Kysely<Schema>) {}

  async find(name: string, version: string): Promise<StoredRules | undefined> {
    const pending = this.pending.get(`${name} ${version}`);
    if (pending) return { ...pending, isChecked: true };
    return callDatabase(async () => {
      const db = this.db();
      const row = await inDatabaseSpan(db, 'find', 'rule_versions', () =>
        db
          .selectFrom('rule_versions')
          .select(['yaml', 'odds', 'odds_format'])
          .where('rule', '=', name)
          .where('version', '=', version)
          .executeTakeFirst(),
      );
      return (
        row && { yaml: row.yaml, odds: JSON.parse(row.odds) as Odds, isChecked: row.odds_format === CHECKS }
      );
    });
  }

  /** Saves a version. While the database is unavailable, the version stays pending until the next object is recorded. */
  async save(rules: NamedRules): Promise<void> {
    this.pending.set(`${rules.name} ${rules.version}`, rules);
    await this.savePending().catch(() => undefined);
  }

  async savePending(): Promise<void> {
    for (const [key, { name, version, yaml, odds }] of this.pending) {
      const row = { rule: name, version, yaml, odds: JSON.stringify(odds), odds_format: CHECKS };
      await this.db().replaceInto('rule_versions').values(row).execute();
      this.pending.delete(key);
    }
  }
}
