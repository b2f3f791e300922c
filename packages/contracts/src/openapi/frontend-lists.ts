import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { apiReference } from '../api-reference';
import { objectsPage } from '../objects';
import { rulePath, ruleQuery, ruleSet, ruleSets } from '../rules';
import { status } from '../status';
import { historyFileQuery, historyQuery } from '../visits';
import { codeSamples, PAGE_MEDIA_TYPES, problemResponses, response } from './document';

/** The pages with rule sets, recorded objects, the status and the API reference. */
export const LIST_PAGES: ZodOpenApiPathsObject = {
  '/rules': {
    get: {
      operationId: 'show-rules',
      summary: 'List the rule sets',
      ...codeSamples({ 'All rule sets': 'curl "$SERVER/rules"' }),
      responses: {
        200: response('The rule sets, sorted by name.', ruleSets, ...PAGE_MEDIA_TYPES),
        ...problemResponses(400, 406, 502, 503),
      },
    },
  },
  '/rules/{name}': {
    get: {
      operationId: 'show-rule',
      summary: 'Get a rule set with its odds and the counts of its objects',
      ...codeSamples({ 'Odds and counts': 'curl "$SERVER/rules/attack"' }),
      requestParams: { path: rulePath, query: ruleQuery },
      responses: {
        200: response('The rule set.', ruleSet, ...PAGE_MEDIA_TYPES),
        ...problemResponses(400, 404, 406, 502, 503),
      },
    },
  },
  '/history': {
    get: {
      operationId: 'show-history',
      summary: 'List recorded objects, newest first',
      ...codeSamples({ 'The latest ten objects': 'curl "$SERVER/history?limit=10"' }),
      requestParams: { query: historyQuery },
      responses: {
        200: response('A page of the history.', objectsPage, ...PAGE_MEDIA_TYPES),
        ...problemResponses(400, 406, 422, 502, 503),
      },
    },
  },
  '/history.csv': {
    get: {
      operationId: 'download-history',
      summary: 'Download all recorded objects as CSV, newest first',
      ...codeSamples({ 'One rule set': 'curl "$SERVER/history.csv?rule=attack" > history.csv' }),
      requestParams: { query: historyFileQuery },
      responses: {
        200: { description: 'The file.', content: { 'text/csv': { schema: { type: 'string' } } } },
        ...problemResponses(400, 406, 422, 429, 502, 503),
      },
    },
  },
  '/status': {
    get: {
      operationId: 'show-status',
      summary: 'Get the state of the services and of the database',
      ...codeSamples({ 'One line for each service': 'curl "$SERVER/status"' }),
      responses: {
        200: response('The state of the services and of the database.', status, ...PAGE_MEDIA_TYPES),
        ...problemResponses(400, 406),
      },
    },
  },
  '/api': {
    get: {
      operationId: 'show-api',
      summary: 'Get the API reference of all services',
      ...codeSamples({
        'Plain text': 'curl "$SERVER/api"',
        'OpenAPI documents': `curl -H 'Accept: application/json' "$SERVER/api"`,
      }),
      responses: {
        200: response('The OpenAPI document of each service.', apiReference, ...PAGE_MEDIA_TYPES),
        ...problemResponses(400, 406),
      },
    },
  },
};
