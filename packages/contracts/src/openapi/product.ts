import { z } from 'zod';
import { ruleName } from '../fields';
import * as objects from '../objects';
import { RULE_FILE_TYPES, ruleCheck, ruleQuery, ruleSet, ruleSets } from '../rules';
import { rows, rowsQuery } from '../rows';
import { answer, body, describeService, type OpenApiDocument, problemAnswer, problems } from './document';

const TEXT = 'text/plain';

/** The contract of the product service. */
export const productOpenApi = (): OpenApiDocument =>
  describeService(
    'Quartet product API',
    'Rules, what they make of a number and a float, and the record of it.',
    {
      '/rules': {
        get: {
          operationId: 'list-rules',
          summary: 'All rule sets',
          responses: { 200: answer('The rule sets, by name', ruleSets, TEXT), ...problems(400, 406, 503) },
        },
      },
      '/rules/{name}': {
        get: {
          operationId: 'get-rule',
          summary: 'One rule set',
          requestParams: { path: z.object({ name: ruleName }), query: ruleQuery },
          responses: {
            200: answer('The rule set', ruleSet, TEXT, 'application/yaml'),
            ...problems(400, 404, 406, 503),
          },
        },
      },
      '/rules/{name}/rows': {
        get: {
          operationId: 'list-rows',
          summary: 'What draws of a seed come to; nothing is recorded',
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
          requestBody: {
            required: true,
            content: Object.fromEntries(
              RULE_FILE_TYPES.map((type) => [type, { schema: { type: 'string' as const } }]),
            ),
          },
          responses: {
            200: answer('The problems, or the odds', ruleCheck, TEXT),
            ...problems(400, 406, 413, 415),
          },
        },
      },
      '/product': {
        post: {
          operationId: 'make-object',
          summary: 'One object; recorded where a seed comes with it',
          requestBody: body(objects.productBody, 'application/x-www-form-urlencoded'),
          responses: {
            200: answer('Computed only, or recorded before', objects.generatedObject, TEXT),
            201: answer('Recorded now; `Location` leads to it', objects.recordedObject, TEXT),
            ...problems(400, 406, 413, 415, 422),
            503: problemAnswer('The record is away: the object, not recorded', objects.notRecorded),
          },
        },
      },
      '/products': {
        post: {
          operationId: 'make-objects',
          summary: 'Many objects at once, recorded together',
          requestBody: body(objects.productsBody),
          responses: {
            200: answer('The results, in order', objects.productResults),
            ...problems(400, 406, 413, 415, 422),
            503: problemAnswer('The record is away: the results, not recorded', objects.notAllRecorded),
          },
        },
      },
      '/objects': {
        get: {
          operationId: 'list-objects',
          summary: 'Recorded objects, newest first',
          requestParams: { query: objects.objectsQuery },
          responses: {
            200: answer('A page of objects', objects.objectsPage, TEXT),
            ...problems(400, 406, 422, 503),
          },
        },
      },
      '/objects/{id}': {
        get: {
          operationId: 'get-object',
          summary: 'One recorded object',
          requestParams: { path: z.object({ id: z.string() }) },
          responses: {
            200: answer('The object', objects.recordedObject, TEXT),
            ...problems(400, 404, 406, 503),
          },
        },
      },
    },
  );
