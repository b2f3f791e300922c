import type { RuleSet as RuleSetJson } from '@quartet/contracts';
import { endpoint, negotiate, notFoundError, refuseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { countKey } from '../repository/record';
import type { RuleSet } from '../rules/rule-set';

/** `GET /rules` and `GET /rules/NAME`: the rule sets, with how often each outcome is recorded. */
export function ruleRoutes({ rulebook, record }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/rules', {
    GET: async (req, res) => {
      negotiate(req, res, ['application/json']);
      refuseQuery(req);
      const counts = await record.counts();
      res.json({ rules: rulebook.all.map((ruleSet) => describe(ruleSet, counts)) });
    },
  });
  endpoint(router, '/rules/:name', {
    GET: async (req, res) => {
      negotiate(req, res, ['application/json']);
      refuseQuery(req);
      const name = req.params.name as string;
      const ruleSet = rulebook.find(name);
      if (!ruleSet)
        throw notFoundError(`There is no rule set ${name}; there are ${rulebook.names.join(', ')}.`);
      res.json(describe(ruleSet, await record.counts()));
    },
  });
  return router;
}

function describe({ definition }: RuleSet, counts: ReadonlyMap<string, number>): RuleSetJson {
  const { name, title, description, version, number, float } = definition;
  const outcomes = definition.outcomes.map(({ label, when }) => ({
    label,
    ...(when === undefined ? {} : { when }),
    observed: counts.get(countKey(name, version, label)) ?? 0,
  }));
  return {
    name,
    title,
    description,
    version,
    number,
    float: { min: Number(float.min), max: Number(float.max), decimals: float.decimals },
    drawn: outcomes.reduce((sum, { observed }) => sum + observed, 0),
    outcomes,
  };
}
