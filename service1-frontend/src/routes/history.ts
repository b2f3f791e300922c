import { type HistoryQuery, historyQuery, type ObjectsPage, type RuleSet } from '@quartet/contracts';
import { endpoint, negotiate, parseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { visitContext } from '../http/request';
import { PAGE_TYPES, respond } from '../pages/respond';

/** `GET /history?rule&outcome&before&after&limit`: recorded objects, newest first. */
export function historyRoute(dependencies: Dependencies): Router {
  const { services } = dependencies;
  const router = Router();
  endpoint(router, '/history', {
    GET: async (req, res) => {
      const type = negotiate(req, res, PAGE_TYPES);
      const query = parseQuery(historyQuery, req);
      const context = visitContext(res, dependencies);
      const page = await services.listObjects(query, context);
      await respond(res, type, {
        text: () => historyText(page, linksOf(query, page).older),
        json: page,
        html: async () => {
          // Recorded objects are shown even if the rule sets are unavailable.
          const rules = await services.rules.all(context).catch(() => []);
          return {
            view: 'history',
            title: 'History',
            ...page,
            query,
            rules,
            outcomes: outcomeChoices(rules, query),
            links: linksOf(query, page),
          };
        },
      });
    },
  });
  return router;
}

/** One line for each object, and the address of the next page. */
function historyText({ objects }: ObjectsPage, older: string | undefined): string {
  if (objects.length === 0) return 'No matching draws.\n';
  const lines = objects.map(({ createdAt, text, id }) => `${createdAt}  ${text}  /objects/${id}\n`);
  return lines.join('') + (older === undefined ? '' : `Older: ${older}\n`);
}

/** The outcomes of the filter, by rule set, including a chosen outcome that no current rule set has. */
function outcomeChoices(rules: readonly RuleSet[], { rule: name, outcome }: HistoryQuery) {
  const chosen = name === undefined ? rules : rules.filter((rule) => rule.name === name);
  const groups = chosen.map(({ title, outcomes }) => ({ title, labels: outcomes.map(({ label }) => label) }));
  return outcome === undefined || groups.some(({ labels }) => labels.includes(outcome))
    ? groups
    : [...groups, { title: 'Other', labels: [outcome] }];
}

/** The links to the other pages, and to the CSV file, with the same filter. */
function linksOf({ rule, outcome, limit, before, after }: HistoryQuery, { next, previous }: ObjectsPage) {
  const filter = { ...(rule && { rule }), ...(outcome && { outcome }) };
  const page = (cursor: object) =>
    `/history?${String(new URLSearchParams({ ...filter, ...cursor, ...(limit === 50 ? {} : { limit: String(limit) }) }))}`;
  const isFirst = before === undefined && after === undefined;
  return {
    newest: isFirst ? undefined : page({}),
    newer: isFirst || previous === null ? undefined : page({ after: previous }),
    older: next === null ? undefined : page({ before: next }),
    csv: ['/history.csv', ...(rule || outcome ? [String(new URLSearchParams(filter))] : [])].join('?'),
  };
}
