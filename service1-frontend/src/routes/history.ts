import { type HistoryQuery, historyQuery, type ObjectsPage, type RuleSet } from '@quartet/contracts';
import { endpoint, negotiate, parseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { visitContext } from '../visit/context';
import { FORMS, send } from '../pages/answer';

/** `GET /history?rule&outcome&before&after&limit`: recorded objects, newest first. */
export function historyRoute(dependencies: Dependencies): Router {
  const { services } = dependencies;
  const router = Router();
  endpoint(router, '/history', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      const query = parseQuery(historyQuery, req);
      const context = visitContext(res, dependencies);
      const page = await services.listObjects(query, context);
      await send(res, form, {
        text: () => historyText(page, linksOf(query, page).older),
        json: page,
        page: async () => {
          // What is recorded can be shown where the rule sets cannot be had.
          const rules = await services.rules.all(context).catch(() => []);
          return {
            view: 'history',
            title: 'History',
            ...page,
            query,
            rules,
            outcomes: outcomesOf(rules, query),
            links: linksOf(query, page),
          };
        },
      });
    },
  });
  return router;
}

/** A line for each object, and where the older ones are. */
function historyText({ objects }: ObjectsPage, older: string | undefined): string {
  if (objects.length === 0) return 'Nothing is recorded that is like this.\n';
  const lines = objects.map(({ createdAt, text, id }) => `${createdAt}  ${text}  /objects/${id}\n`);
  return lines.join('') + (older === undefined ? '' : `Older: ${older}\n`);
}

/** What can be chosen: the outcomes of the rule set, or of all, and where it is none of them, what was asked for. */
function outcomesOf(rules: readonly RuleSet[], { rule: name, outcome }: HistoryQuery) {
  const chosen = name === undefined ? rules : rules.filter((rule) => rule.name === name);
  const groups = chosen.map(({ title, outcomes }) => ({ title, labels: outcomes.map(({ label }) => label) }));
  return outcome === undefined || groups.some(({ labels }) => labels.includes(outcome))
    ? groups
    : [...groups, { title: 'Other', labels: [outcome] }];
}

/** Where the pages beside this one are, and the same as a file. */
function linksOf({ rule, outcome, limit, before, after }: HistoryQuery, { next, previous }: ObjectsPage) {
  const filter = { ...(rule && { rule }), ...(outcome && { outcome }) };
  const page = (cursor: object) =>
    `/history?${String(new URLSearchParams({ ...filter, ...cursor, ...(limit === 50 ? {} : { limit: String(limit) }) }))}`;
  const isFirst = before === undefined && after === undefined;
  return {
    newest: isFirst ? undefined : page({}),
    newer: isFirst || previous === null ? undefined : page({ after: previous }),
    older: next === null ? undefined : page({ before: next }),
    file: ['/history.csv', ...(rule || outcome ? [String(new URLSearchParams(filter))] : [])].join('?'),
  };
}
