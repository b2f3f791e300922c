import { ruleListText, ruleQuery, type RuleSet, ruleText } from '@quartet/contracts';
import { contextOf, endpoint, negotiate, parseQuery, refuseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { visitContext } from '../http/request';
import { loadGridChart } from '../pages/charts/load-grid-chart';
import { oddsChart } from '../pages/charts/odds-chart';
import { productChart } from '../pages/charts/product-chart';
import { PAGE_TYPES, respond } from '../pages/respond';
import { chiSquared, drawsNeeded, explainPValue } from '../pages/statistics/chi-squared';
import { unknownRuleError } from '../visit/find-rule';

/** `GET /rules`, and `GET /rules/NAME?version`: the rule sets with their exact odds, compared with the draws so far. */
export function rulesRoute(dependencies: Dependencies): Router {
  const { services } = dependencies;
  const router = Router();
  endpoint(router, '/rules', {
    GET: async (req, res) => {
      const type = negotiate(req, res, PAGE_TYPES);
      refuseQuery(req);
      const rules = await services.rules.all(contextOf(res));
      await respond(res, type, {
        text: () => ruleListText(rules),
        json: { rules },
        html: () => ({ view: 'rules', title: 'Rule sets', rules }),
      });
    },
  });
  endpoint(router, '/rules/:name', {
    GET: async (req, res) => {
      const type = negotiate(req, res, PAGE_TYPES);
      const { version } = parseQuery(ruleQuery, req);
      const context = visitContext(res, dependencies);
      const name = req.params.name as string;
      if (version === undefined && !(await services.rules.find(name, context)))
        throw await unknownRuleError(services, name, context);
      const rule = await services.findRule(name, version, context);
      await respond(res, type, {
        text: () => ruleText(rule),
        json: rule,
        html: async () => ({
          view: 'rule',
          title: rule.title,
          rule,
          odds: oddsChart(rule),
          products: productChart(rule),
          grid: await loadGridChart(rule, services, context),
          comparison: compareWithOdds(rule),
        }),
      });
    },
  });
  return router;
}

/**
 * Tests the draws so far against the odds, or returns how many draws a test needs.
 * Undefined if the counts are unknown, because the database is unavailable.
 */
function compareWithOdds({ outcomes, drawn }: RuleSet) {
  if (drawn === null) return undefined;
  const counts = outcomes.map(({ odds, observed }) => ({
    count: observed ?? 0,
    probability: odds.probability,
  }));
  const test = chiSquared(counts);
  return test
    ? { ...test, explanation: explainPValue(test.pValue) }
    : { drawsNeeded: drawsNeeded(counts.map(({ probability }) => probability)) };
}
