import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { apiReference } from '../api-reference';
import { ruleName } from '../fields';
import { objectsPage } from '../objects';
import { ruleQuery, ruleSet, ruleSets } from '../rules';
import { status } from '../status';
import { historyFileQuery, historyQuery } from '../visits';
import { answer, PAGE_FORMS, problems, samples } from './document';

/** The pages that list what is there. */
export const LIST_PAGES: ZodOpenApiPathsObject = {
  '/rules': {
    get: {
      operationId: 'show-rules',
      summary: 'All rule sets',
      ...samples({ 'Each with its odds': 'curl "$SERVER/rules"' }),
      responses: {
        200: answer('The rule sets', ruleSets, ...PAGE_FORMS),
        ...problems(400, 406, 502, 503),
      },
    },
  },
  '/rules/{name}': {
    get: {
      operationId: 'show-rule',
      summary: 'One rule set: its odds, and how the draws so far compare with them',
      ...samples({ 'Odds and counts': 'curl "$SERVER/rules/attack"' }),
      requestParams: { path: z.object({ name: ruleName }), query: ruleQuery },
      responses: {
        200: answer('The rule set', ruleSet, ...PAGE_FORMS),
        ...problems(400, 404, 406, 502, 503),
      },
    },
  },
  '/history': {
    get: {
      operationId: 'show-history',
      summary: 'Recorded objects, newest first',
      ...samples({ 'The latest': 'curl "$SERVER/history?limit=10"' }),
      requestParams: { query: historyQuery },
      responses: {
        200: answer('A page of them', objectsPage, ...PAGE_FORMS),
        ...problems(400, 406, 422, 502, 503),
      },
    },
  },
  '/history.csv': {
    get: {
      operationId: 'download-history',
      summary: 'All recorded objects, newest first, as a file',
      ...samples({ 'Of one rule set': 'curl "$SERVER/history.csv?rule=attack" > history.csv' }),
      requestParams: { query: historyFileQuery },
      responses: {
        200: { description: 'The file', content: { 'text/csv': { schema: { type: 'string' } } } },
        ...problems(400, 406, 422, 502, 503),
      },
    },
  },
  '/status': {
    get: {
      operationId: 'show-status',
      summary: 'Whether all that a visit takes works',
      ...samples({ 'A line for each service': 'curl "$SERVER/status"' }),
      responses: { 200: answer('Each service and the record', status, ...PAGE_FORMS), ...problems(400, 406) },
    },
  },
  '/api': {
    get: {
      operationId: 'show-api',
      summary: 'What all services can be asked, with examples',
      ...samples({
        'To read': 'curl "$SERVER/api"',
        'The four OpenAPI documents': `curl -H 'Accept: application/json' "$SERVER/api"`,
      }),
      responses: {
        200: answer('Each service’s OpenAPI document', apiReference, ...PAGE_FORMS),
        ...problems(400, 406),
      },
    },
  },
};
