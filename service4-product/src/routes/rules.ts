import { ruleQuery, type RuleSet as RuleSetJson } from '@quartet/contracts';
import { endpoint, negotiate, notFoundError, parseQuery, refuseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { countKey } from '../repository/record';
import type { RuleSet } from '../rules/rule-set';
import { ruleListText, ruleText } from './rule-text';

const FORMS = ['application/json', 'text/plain'] as const;

/** `GET /rules` and `GET /rules/NAME?version`: the rule sets, with their exact odds and how often each outcome is recorded. */
export function ruleRoutes({ rulebook, record }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/rules', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      refuseQuery(req);
      const counts = await record.counts();
      const rules = rulebook.all.map((ruleSet) => describe(ruleSet, counts));
      if (form === 'text/plain') res.type(form).send(ruleListText(rules));
      else res.json({ rules });
    },
  });
  endpoint(router, '/rules/:name', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      const { version } = parseQuery(ruleQuery, req);
      const name = req.params.name as string;
      const current = rulebook.find(name);
      const ruleSet = version === undefined ? current : await rulebook.findVersion(name, version);
      if (!ruleSet && version !== undefined)
        throw notFoundError(`There is no version ${version} of a rule set ${name}.`);
      if (!ruleSet)
        throw notFoundError(`There is no rule set ${name}; there are ${rulebook.names.join(', ')}.`);
      const rule = describe(ruleSet, await record.counts());
      if (form === 'text/plain') res.type(form).send(ruleText(rule));
      else res.json(rule);
    },
  });
  return router;
}

function describe(ruleSet: RuleSet, counts: ReadonlyMap<string, number>): RuleSetJson {
  const { name, title, description, source, version, number, float, odds } = ruleSet;
  const outcomes = ruleSet.outcomes.flatMap(({ label, when }, index) => {
    const known = odds.outcomes[index];
    if (!known) return [];
    const { fraction, probability, percent, product } = known;
    const observed = counts.get(countKey(name, version, label)) ?? 0;
    return [
      {
        label,
        ...(when ? { when: when.source } : {}),
        odds: { fraction, probability, percent },
        observed,
        product,
      },
    ];
  });
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
    drawn: outcomes.reduce((sum, { observed }) => sum + observed, 0),
    outcomes,
  };
}
