import { z } from 'zod';
import { ruleName } from '../fields';
import { computedObject, objectsPage, recordedObject, unrecordedObject } from '../objects';
import { ruleQuery, ruleSet, ruleSets } from '../rules';
import { status } from '../status';
import { exportQuery } from '../rows';
import { drawnSteps } from '../steps';
import { historyFileQuery, historyQuery, verifyQuery, visitQuery } from '../visits';
import { answer, describeService, type OpenApiDocument, problems } from './document';

const FORMS = ['text/html', 'text/plain'];

const verification = z
  .object({
    rule: ruleName,
    version: z.string(),
    seed: z.string().optional(),
    index: z.int(),
    draws: z.array(drawnSteps),
    object: computedObject.optional(),
  })
  .meta({ id: 'Verification' });

/** The contract of the frontend: its pages, each of which is JSON and plain text as well. */
export const frontendOpenApi = (): OpenApiDocument =>
  describeService('Quartet pages', 'A visit draws an object and shows it.', {
    '/': {
      get: {
        operationId: 'visit',
        summary: 'Draws an object',
        requestParams: { query: visitQuery },
        responses: {
          200: answer('The object', z.union([recordedObject, unrecordedObject]), ...FORMS),
          ...problems(400, 404, 406, 422, 502, 503),
        },
      },
    },
    '/objects/{id}': {
      get: {
        operationId: 'show-object',
        summary: 'One recorded object',
        requestParams: { path: z.object({ id: z.string() }) },
        responses: {
          200: answer('The object', recordedObject, ...FORMS),
          ...problems(400, 404, 406, 502, 503),
        },
      },
    },
    '/rules': {
      get: {
        operationId: 'show-rules',
        summary: 'All rule sets',
        responses: {
          200: answer('The rule sets', ruleSets, ...FORMS),
          ...problems(400, 406, 502, 503),
        },
      },
    },
    '/rules/{name}': {
      get: {
        operationId: 'show-rule',
        summary: 'One rule set: its odds, and how the draws so far compare with them',
        requestParams: { path: z.object({ name: ruleName }), query: ruleQuery },
        responses: {
          200: answer('The rule set', ruleSet, ...FORMS),
          ...problems(400, 404, 406, 502, 503),
        },
      },
    },
    '/history': {
      get: {
        operationId: 'show-history',
        summary: 'Recorded objects, newest first',
        requestParams: { query: historyQuery },
        responses: {
          200: answer('A page of them', objectsPage, ...FORMS),
          ...problems(400, 406, 422, 502, 503),
        },
      },
    },
    '/history.csv': {
      get: {
        operationId: 'download-history',
        summary: 'All recorded objects, newest first, as a file',
        requestParams: { query: historyFileQuery },
        responses: {
          200: { description: 'The file', content: { 'text/csv': { schema: { type: 'string' } } } },
          ...problems(400, 406, 422, 502, 503),
        },
      },
    },
    '/export': {
      get: {
        operationId: 'export',
        summary: 'Draws of a seed as one file, as many as are wanted; none is recorded',
        requestParams: { query: exportQuery },
        responses: {
          200: answer('The file', z.object({}).loose(), 'text/csv', 'application/x-ndjson', ...FORMS),
          ...problems(400, 404, 406, 422, 502, 503),
        },
      },
    },
    '/status': {
      get: {
        operationId: 'show-status',
        summary: 'Whether all that a visit takes works',
        responses: { 200: answer('Each service and the record', status, ...FORMS), ...problems(400, 406) },
      },
    },
    '/verify': {
      get: {
        operationId: 'verify',
        summary: 'Works a draw out step by step; nothing is recorded',
        requestParams: { query: verifyQuery },
        responses: {
          200: answer('The steps, where a seed was given', verification, ...FORMS),
          ...problems(400, 404, 406, 422, 502, 503),
        },
      },
    },
  });
