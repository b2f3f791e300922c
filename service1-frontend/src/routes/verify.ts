import { verifyQuery } from '@quartet/contracts';
import { endpoint, negotiate, parseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { visitContext } from '../visit-context';
import { FORMS, send } from '../page';
import { findRule } from '../visit';
import { commandsFor } from '../verify/commands';
import { floatSteps, numberSteps } from '../verify/steps';

/** `GET /verify?rule&version&seed&index`: each step of a draw, with the commands that take it without us. Nothing is recorded. */
export function verifyRoute(dependencies: Dependencies): Router {
  const { services } = dependencies;
  const router = Router();
  endpoint(router, '/verify', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      const { seed, index = 0, ...wanted } = parseQuery(verifyQuery, req);
      const context = visitContext(res, dependencies);
      const rule = await findRule(services, wanted, context);
      const draws =
        seed === undefined
          ? []
          : [numberSteps(rule.number, seed, index), floatSteps(rule.float, seed, index)].map((steps) => ({
              ...steps,
              commands: commandsFor(steps, seed),
            }));
      const [number, float] = draws.map(({ drawn }) => Number(drawn));
      const object =
        number === undefined || float === undefined
          ? undefined
          : await services.computeObject({ rule: rule.name, version: rule.version, number, float }, context);
      const place = { rule: rule.name, version: rule.version, seed, index };
      await send(res, form, {
        text: () => draws.map(({ commands }) => `${commands}\n`).join('') || 'Give a seed: /verify?seed=…\n',
        json: { ...place, draws, object },
        page: async () => ({
          view: 'verify',
          title: 'Verify a draw',
          ...place,
          ruleSet: rule,
          draws,
          object,
          rules: await services.rules.all(context).catch(() => [rule]),
        }),
      });
    },
  });
  return router;
}
