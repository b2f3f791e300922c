import { type ComputedObject, verifyQuery } from '@quartet/contracts';
import { endpoint, negotiate, parseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { visitContext } from '../visit/context';
import { FORMS, send } from '../pages/answer';
import { findRule } from '../visit/draw-object';
import { commandsFor } from '../pages/verify/commands';
import { floatSteps, numberSteps } from '../pages/verify/steps';

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
        text: () => verifyText(place, draws, object),
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

/** A script for a shell; what it has to print, and what the rules make of that, are comments in it. */
const verifyText = (
  { rule, version, index }: { rule: string; version: string; index: number },
  draws: readonly { stream: string; drawn: string; commands: string }[],
  object: ComputedObject | undefined,
): string =>
  object === undefined
    ? 'Give a seed: /verify?seed=…\n'
    : [
        `# Rule set ${rule}, version ${version}, index ${index}`,
        ...draws.map(
          ({ stream, drawn, commands }) =>
            `\n# The ${stream}: its key, its blocks, and last of all ${drawn}\n${commands}`,
        ),
        `\n# By the rules: ${object.outcome}, ${oneLine(object.text)}\n`,
      ].join('\n');

const oneLine = (text: string) => text.replace(/\s+/g, ' ');
