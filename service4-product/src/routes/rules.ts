import { ruleListText, ruleQuery, type RuleSet as RuleSetJson, ruleText } from '@quartet/contracts';
import {
  DataStoreError,
  endpoint,
  negotiate,
  notFoundError,
  parseQuery,
  refuseQuery,
} from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { type Count, countKey } from '../repository/counts';
import type { ObjectStore } from '../repository/object-store';
import type { RuleSet } from '../rules/book/rule-set';
import type { Rulebook } from '../rules/book/rulebook';

const FORMS = ['application/json', 'text/plain'] as const;

/** `GET /rules` and `GET /rules/NAME?version`: the rule sets, with their exact odds and the counts of their outcomes. */
export function ruleRoutes({ rulebook, repository: { objects: store } }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/rules', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      refuseQuery(req);
      const counts = await countsOf(store);
      const rules = rulebook.all.map((ruleSet) => ruleSetJson(ruleSet, counts));
      if (form === 'text/plain') res.type(form).send(ruleListText(rules));
      else res.json({ rules });
    },
  });
  endpoint(router, '/rules/:name', {
    GET: async (req, res) => {
      const form = negotiate(req, res, [...FORMS, 'application/yaml']);
      const { version } = parseQuery(ruleQuery, req);
      const ruleSet = await requireRuleSet(rulebook, req.params.name as string, version);
      if (form === 'application/yaml') {
        res.type(form).send(ruleSet.yaml);
        return;
      }
      const rule = ruleSetJson(ruleSet, await countsOf(store));
      if (form === 'text/plain') res.type(form).send(ruleText(rule));
      else res.json({ ...rule, file: ruleSet.yaml });
    },
  });
  return router;
}

/**
 * The rule set with this name, in its current version or the given one.
 * @throws {UserInputError} 404 when it does not exist
 */
export async function requireRuleSet(
  rulebook: Rulebook,
  name: string,
  version: string | undefined,
): Promise<RuleSet> {
  const ruleSet = version === undefined ? rulebook.find(name) : await rulebook.findVersion(name, version);
  if (ruleSet) return ruleSet;
  if (version !== undefined) throw notFoundError(`There is no version ${version} of a rule set ${name}.`);
  throw notFoundError(`There is no rule set \`${name}\`. Available rule sets: ${rulebook.names.join(', ')}.`);
}

type Counts = ReadonlyMap<string, Count> | undefined;

/** The counts of all outcomes; undefined while the database is unavailable, since rules are served without them. */
async function countsOf(store: ObjectStore): Promise<Counts> {
  try {
    return await store.counts();
  } catch (error) {
    if (error instanceof DataStoreError) return undefined;
    throw error;
  }
}

const ZERO: Count = { drawn: 0, drawnSum: '0', recorded: 0, recordedSum: '0' };

function ruleSetJson(ruleSet: RuleSet, counts: Counts): RuleSetJson {
  const { name, title, description, source, version, number, float, variables, odds } = ruleSet;
  const outcomes = ruleSet.outcomes.flatMap(({ label, when }, index) => {
    const known = odds.outcomes[index];
    if (!known) return [];
    const { fraction, probability, percent, product } = known;
    const count = counts && (counts.get(countKey({ rule: name, version, outcome: label })) ?? ZERO);
    return [
      {
        label,
        ...(when ? { when: when.source } : {}),
        odds: { fraction, probability, percent },
        observed: count?.drawn ?? null,
        observedSum: count?.drawnSum ?? null,
        recorded: count?.recorded ?? null,
        product,
      },
    ];
  });
  const total = (field: 'observed' | 'recorded') =>
    counts ? outcomes.reduce((sum, outcome) => sum + (outcome[field] ?? 0), 0) : null;
  return {
    name,
    title,
    description,
    ...(source === undefined ? {} : { source }),
    version,
    number,
    float: { min: Number(float.min), max: Number(float.max), decimals: float.decimals },
    cells: odds.cells,
    product: odds.product,
    ...(variables === undefined ? {} : { variables }),
    drawn: total('observed'),
    recorded: total('recorded'),
    outcomes,
  };
}
