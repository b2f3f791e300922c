import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { ruleName } from '../fields';
import { rows, rowsQuery } from '../export-rows';
import { RULE_FILE_TYPES, ruleCheck, ruleQuery, ruleSet, ruleSets } from '../rules';
import { answer, INTERNAL, problems, samples } from './document';

/** What the product service tells of rules. */
export const RULE_PATHS: ZodOpenApiPathsObject = {
  '/rules': {
    get: {
      operationId: 'list-rules',
      summary: 'All rule sets',
      ...samples({ 'Each with its odds': 'curl "$SERVER/rules"' }),
      responses: {
        200: answer('The rule sets, by name', ruleSets, 'text/plain'),
        ...problems(400, 406, 503),
      },
    },
  },
  '/rules/{name}': {
    get: {
      operationId: 'get-rule',
      summary: 'One rule set',
      ...samples({
        'Its odds, and what was drawn so far': 'curl "$SERVER/rules/attack"',
        'Its file': `curl -H 'Accept: application/yaml' "$SERVER/rules/attack"`,
      }),
      requestParams: { path: z.object({ name: ruleName }), query: ruleQuery },
      responses: {
        200: answer('The rule set', ruleSet, 'text/plain', 'application/yaml'),
        ...problems(400, 404, 406, 503),
      },
    },
  },
  '/rules/{name}/rows': {
    get: {
      operationId: 'list-rows',
      summary: 'What draws of a seed come to; nothing is recorded',
      ...samples({
        'Ten attacks as CSV': `curl -H 'Accept: text/csv' "$SERVER/rules/attack/rows?seed=quartet&count=10"`,
      }),
      requestParams: { path: z.object({ name: ruleName }), query: rowsQuery },
      responses: {
        200: answer('The rows', rows, 'text/csv', 'application/x-ndjson'),
        ...problems(400, 404, 406, 422, 503),
      },
    },
  },
  '/rules/check': {
    post: {
      operationId: 'check-rule',
      summary: 'Checks a rule file and works out its odds; nothing is kept',
      ...INTERNAL,
      ...samples({
        'The file of another rule set':
          'curl -sH \'Accept: application/yaml\' "$SERVER/rules/attack" |\n  curl -H \'Content-Type: application/yaml\' --data-binary @- "$SERVER/rules/check"',
      }),
      requestBody: {
        required: true,
        content: Object.fromEntries(
          RULE_FILE_TYPES.map((type) => [type, { schema: { type: 'string' as const } }]),
        ),
      },
      responses: {
        200: answer('The problems, or the odds', ruleCheck, 'text/plain'),
        ...problems(400, 406, 413, 415),
      },
    },
  },
};
