import { type ComputedObject, exactDecimals, verifyQuery } from '@quartet/contracts';
import { endpoint, negotiate, parseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { visitContext } from '../http/request';
import { PAGE_TYPES, respond } from '../pages/respond';
import { commandsFor } from '../pages/verify/commands';
import { floatSteps, numberSteps } from '../pages/verify/steps';
import { findRule } from '../visit/find-rule';

/** `GET /verify?rule&version&seed&index`: the steps of a draw, and shell commands that repeat them. It records nothing. */
export function verifyRoute(dependencies: Dependencies): Router {
  const { services } = dependencies;
  const router = Router();
  endpoint(router, '/verify', {
    GET: async (req, res) => {
      const type = negotiate(req, res, PAGE_TYPES);
      const { seed, index = 0, ...ruleAndVersion } = parseQuery(verifyQuery, req);
      const context = visitContext(res, dependencies);
      const rule = await findRule(services, ruleAndVersion, context);
      const draws =
        seed === undefined
          ? []
          : [numberSteps(rule.number, seed, index), floatSteps(rule.float, seed, index)].map((steps) => ({
              ...steps,
              commands: commandsFor(steps, seed),
            }));
      const [number, float] = draws.map(({ drawn }) => drawn);
      const object =
        number === undefined || float === undefined
          ? undefined
          : await services.computeObject(
              { rule: rule.name, version: rule.version, number: Number(number), float },
              context,
            );
      const inputs = { rule: rule.name, version: rule.version, seed, index };
      await respond(res, type, {
        text: () => verifyText(inputs, draws, object),
        json: { ...inputs, draws, object },
        html: async () => ({
          view: 'verify',
          title: 'Verify a draw',
          ...inputs,
          ruleSet: rule,
          draws,
          object,
          exact: object && exactDecimals(object),
          rules: await services.rules.all(context).catch(() => [rule]),
        }),
      });
    },
  });
  return router;
}

/** A shell script with the expected results in its comments. */
const verifyText = (
  { rule, version, index }: { rule: string; version: string; index: number },
  draws: readonly { stream: string; drawn: string; commands: string }[],
  object: ComputedObject | undefined,
): string =>
  object === undefined
    ? 'Add a seed to the address: /verify?seed=TEXT\n'
    : [
        `# Rule set ${rule}, version ${version}, index ${index}`,
        ...draws.map(
          ({ stream, drawn, commands }) =>
            `\n# The ${stream}: prints the key, each block, and the result ${drawn}\n${commands}`,
        ),
        `\n# Result: ${object.outcome}, ${oneLine(object.text)}\n`,
      ].join('\n');

const oneLine = (text: string) => text.replace(/\s+/g, ' ');
