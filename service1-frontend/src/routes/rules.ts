import { ruleListText, ruleQuery, type RuleSet, ruleText } from '@quartet/contracts';
import { contextOf, endpoint, negotiate, parseQuery, refuseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import { oddsChart } from '../pages/charts/odds-chart';
import { productChart } from '../pages/charts/product-chart';
import type { Dependencies } from '../dependencies';
import { gridMap } from '../pages/charts/grid-map';
import { visitContext } from '../visit/context';
import { FORMS, send } from '../pages/answer';
import { chiSquared, drawsNeeded } from '../pages/statistics/chi-squared';
import { judgement } from '../pages/statistics/judgement';
import { unknownRule } from '../visit/draw-object';

/** `GET /rules`, and `GET /rules/NAME?version`: what can be drawn, its exact odds, and how the draws so far compare with them. */
export function rulesRoute(dependencies: Dependencies): Router {
  const { services } = dependencies;
  const router = Router();
  endpoint(router, '/rules', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      refuseQuery(req);
      const rules = await services.rules.all(contextOf(res));
      await send(res, form, {
        text: () => ruleListText(rules),
        json: { rules },
        page: () => ({ view: 'rules', title: 'Rule sets', rules }),
      });
    },
  });
  endpoint(router, '/rules/:name', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      const { version } = parseQuery(ruleQuery, req);
      const context = visitContext(res, dependencies);
      const name = req.params.name as string;
      if (version === undefined && !(await services.rules.find(name, context)))
        throw await unknownRule(services, name, context);
      const rule = await services.findRule(name, version, context);
      await send(res, form, {
        text: () => ruleText(rule),
        json: rule,
        page: async () => ({
          ...{ view: 'rule', title: rule.title, rule },
          ...{ odds: oddsChart(rule), products: productChart(rule), test: testOf(rule) },
          grid: await gridMap(rule, services, context),
        }),
      });
    },
  });
  return router;
}

/** The draws so far against the odds: a test, or how many draws it takes until there can be one. */
function testOf({ outcomes, drawn }: RuleSet) {
  if (drawn === null) return undefined;
  const counts = outcomes.map(({ odds, observed }) => ({
    count: observed ?? 0,
    probability: odds.probability,
  }));
  const test = chiSquared(counts);
  return test
    ? { ...test, sentence: judgement(test) }
    : { needed: drawsNeeded(counts.map(({ probability }) => probability)) };
}
