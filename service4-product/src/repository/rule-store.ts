import type { Kysely } from 'kysely';
import type { Odds } from '../rules/odds';
import { dataStoreCall } from './data-store-call';
import type { Schema } from './schema';

/** A version of a rule set as it is kept. */
export interface KeptRules {
  /** The rule file as it was written. */
  yaml: string;
  odds: Odds;
}

/** Raised when odds get another form: those kept in an older one are worked out anew. */
const ODDS_FORMAT = 1;

/** Every version of a rule set that was ever loaded, with its odds: old objects keep their rules. */
export class RuleStore {
  constructor(private readonly db: Kysely<Schema>) {}

  find(name: string, version: string): Promise<KeptRules | undefined> {
    return dataStoreCall(async () => {
      const row = await this.db
        .selectFrom('rule_versions')
        .select(['yaml', 'odds'])
        .where('rule', '=', name)
        .where('version', '=', version)
        .where('odds_format', '=', ODDS_FORMAT)
        .executeTakeFirst();
      return row && { yaml: row.yaml, odds: JSON.parse(row.odds) as Odds };
    });
  }

  keep({ name, version, yaml, odds }: KeptRules & { name: string; version: string }): Promise<void> {
    return dataStoreCall(async () => {
      const values = { yaml, odds: JSON.stringify(odds), odds_format: ODDS_FORMAT };
      await this.db
        .insertInto('rule_versions')
        .values({ rule: name, version, ...values })
        .onConflict((conflict) => conflict.columns(['rule', 'version']).doUpdateSet(values))
        .execute();
    });
  }
}
