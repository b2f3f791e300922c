import { ruleListText, ruleQuery, type RuleSet as RuleSetJson, ruleText } from '@quartet/contracts';
import { DataStoreError, endpoint, negotiate, parseQuery, refuseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { knownRule } from './known-rule';
import { type Count, countKey } from '../repository/counts';
import type { ObjectStore } from '../repository/object-store';
import type { RuleSet } from '../rules/book/rule-set';

const FORMS = ['application/json', 'text/plain'] as const;

/** `GET /rules` and `GET /rules/NAME?version`: the rule sets, with their exact odds and how often each outcome is recorded. */
export function ruleRoutes({ rulebook, repository: { objects: store } }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/rules', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      refuseQuery(req);
      const counts = await countsOf(store);
      const rules = rulebook.all.map((ruleSet) => describe(ruleSet, counts));
      if (form === 'text/plain') res.type(form).send(ruleListText(rules));
      else res.json({ rules });
    },
  });
  endpoint(router, '/rules/:name', {
    GET: async (req, res) => {
      const form = negotiate(req, res, [...FORMS, 'application/yaml']);
      const { version } = parseQuery(ruleQuery, req);
      const ruleSet = await knownRule(rulebook, req.params.name as string, version);
      if (form === 'application/yaml') {
        res.type(form).send(ruleSet.yaml);
        return;
      }
      const rule = describe(ruleSet, await countsOf(store));
      if (form === 'text/plain') res.type(form).send(ruleText(rule));
      else res.json({ ...rule, file: ruleSet.yaml });
    },
  });
  return router;
}

type Counts = ReadonlyMap<string, Count> | undefined;

/** Rules are told while the record is away, though nobody knows how often they were drawn. */
async function countsOf(store: ObjectStore): Promise<Counts> {
  try {
    return await store.counts();
  } catch (error) {
    if (error instanceof DataStoreError) return undefined;
    throw error;
  }
}

const NONE: Count = { drawn: 0, drawnSum: '0', recorded: 0, recordedSum: '0' };

function describe(ruleSet: RuleSet, counts: Counts): RuleSetJson {
  const { name, title, description, source, version, number, float, variables, odds } = ruleSet;
  const outcomes = ruleSet.outcomes.flatMap(({ label, when }, index) => {
    const known = odds.outcomes[index];
    if (!known) return [];
    const { fraction, probability, percent, product } = known;
    const count = counts && (counts.get(countKey({ rule: name, version, outcome: label })) ?? NONE);
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
  const total = (of: 'observed' | 'recorded') =>
    counts ? outcomes.reduce((sum, outcome) => sum + (outcome[of] ?? 0), 0) : null;
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
