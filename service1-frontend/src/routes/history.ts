import { type HistoryQuery, historyQuery, type ObjectsPage, type RuleSet } from '@quartet/contracts';
import { contextOf, endpoint, negotiate, parseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { FORMS, send } from '../page';

/** `GET /history?rule&outcome&before&after&limit`: recorded objects, newest first. */
export function historyRoute({ services, visitDeadlineMs }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/history', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      const query = parseQuery(historyQuery, req);
      const context = { ...contextOf(res), until: performance.now() + visitDeadlineMs };
      const page = await services.listObjects(query, context);
      await send(res, form, {
        text: () => page.objects.map(({ createdAt, text }) => `${createdAt}  ${text}\n`).join(''),
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
            outcomes: outcomesOf(rules, query.rule),
            links: linksOf(query, page),
          };
        },
      });
    },
  });
  return router;
}

/** What can be chosen: the outcomes of the rule set, or of all. */
function outcomesOf(rules: readonly RuleSet[], name: string | undefined): string[] {
  const chosen = name === undefined ? rules : rules.filter((rule) => rule.name === name);
  const labels = chosen.flatMap(({ outcomes }) => outcomes.map(({ label }) => label));
  return [...new Set(labels)].sort((one, other) => one.localeCompare(other, 'en'));
}

/** Where the pages beside this one are, and the same as a file. */
function linksOf({ rule, outcome, limit, before, after }: HistoryQuery, { next, previous }: ObjectsPage) {
  const filter = { ...(rule && { rule }), ...(outcome && { outcome }) };
  const page = (cursor: object) =>
    `/history?${String(new URLSearchParams({ ...filter, ...cursor, ...(limit === 50 ? {} : { limit: String(limit) }) }))}`;
  return {
    newest: before === undefined && after === undefined ? undefined : page({}),
    newer:
      previous === null || (before === undefined && after === undefined)
        ? undefined
        : page({ after: previous }),
    older: next === null ? undefined : page({ before: next }),
    file: `/history.csv?${String(new URLSearchParams(filter))}`,
  };
}
