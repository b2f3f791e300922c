import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { rows, rowsQuery } from '../export-rows';
import { RULE_FILE_TYPES, ruleCheck, rulePath, ruleQuery, ruleSet, ruleSets } from '../rules';
import { codeSamples, INTERNAL, problemResponses, response } from './document';

/** The paths of the product service that return and check rule sets. */
export const RULE_PATHS: ZodOpenApiPathsObject = {
  '/rules': {
    get: {
      operationId: 'list-rules',
      summary: 'List the rule sets with their odds and the counts of their objects',
      ...codeSamples({ 'All rule sets': 'curl "$SERVER/rules"' }),
      responses: {
        200: response('The rule sets, sorted by name.', ruleSets, 'text/plain'),
        ...problemResponses(400, 406, 503),
      },
    },
  },
  '/rules/{name}': {
    get: {
      operationId: 'get-rule',
      summary: 'Get a rule set with its odds and the counts of its objects',
      ...codeSamples({
        'Odds and counts': 'curl "$SERVER/rules/attack"',
        'Rule file': `curl -H 'Accept: application/yaml' "$SERVER/rules/attack"`,
      }),
      requestParams: { path: rulePath, query: ruleQuery },
      responses: {
        200: response('The rule set.', ruleSet, 'text/plain', 'application/yaml'),
        ...problemResponses(400, 404, 406, 503),
      },
    },
  },
  '/rules/{name}/rows': {
    get: {
      operationId: 'list-rows',
      summary: 'List objects of one seed with consecutive indexes, without recording them',
      ...codeSamples({
        'Ten attacks as CSV': `curl -H 'Accept: text/csv' "$SERVER/rules/attack/rows?seed=quartet&count=10"`,
      }),
      requestParams: { path: rulePath, query: rowsQuery },
      responses: {
        200: response('The rows.', rows, 'text/csv', 'application/x-ndjson'),
        ...problemResponses(400, 404, 406, 422, 503),
      },
    },
  },
  '/rules/check': {
    post: {
      operationId: 'check-rule',
      summary: 'Check a rule file and calculate its odds, without storing it',
      ...INTERNAL,
      ...codeSamples({
        'The file of another rule set':
          'curl -sH \'Accept: application/yaml\' "$SERVER/rules/attack" |\n  curl -H \'Content-Type: application/yaml\' --data-binary @- "$SERVER/rules/check"',
      }),
      requestBody: {
        required: true,
        description: 'The rule file, at most 256 KiB.',
        content: Object.fromEntries(
          RULE_FILE_TYPES.map((type) => [type, { schema: { type: 'string' as const } }]),
        ),
      },
      responses: {
        200: response('The problems, or the odds.', ruleCheck, 'text/plain'),
        ...problemResponses(400, 404, 406, 413, 415, 429),
      },
    },
  },
};
