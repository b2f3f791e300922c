import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { exportQuery } from '../export-rows';
import { ruleName } from '../fields';
import { computedObject, objectPath, recordedObject, unrecordedObject } from '../objects';
import { drawnSteps } from '../steps';
import { verifyQuery, visitQuery } from '../visits';
import { codeSamples, PAGE_MEDIA_TYPES, problemResponses, response } from './document';

const verification = z
  .object({
    rule: ruleName,
    version: z.string().meta({ description: 'Version of the rule set.' }),
    seed: z.string().optional().meta({ description: 'Seed of the draws.' }),
    index: z.int().meta({ description: 'Index of the draws.' }),
    draws: z
      .array(drawnSteps)
      .meta({ description: 'Draws of the number and the float, or an empty list without a seed.' }),
    object: computedObject.optional(),
  })
  .meta({ id: 'Verification', description: 'The draws of an object with all intermediate values.' });

/** The pages that draw or verify. */
export const DRAW_PAGES: ZodOpenApiPathsObject = {
  '/': {
    get: {
      operationId: 'visit',
      summary: 'Draw an object and record it',
      description:
        'While the database is unavailable, the response is 200 with an object that is not recorded. HEAD requests draw nothing.',
      ...codeSamples({
        'Random seed': 'curl "$SERVER/"',
        'Given seed': 'curl "$SERVER/?rule=order&seed=quartet"',
        JSON: `curl -H 'Accept: application/json' "$SERVER/?seed=quartet"`,
      }),
      requestParams: { query: visitQuery },
      responses: {
        200: response('The object.', z.union([recordedObject, unrecordedObject]), ...PAGE_MEDIA_TYPES),
        ...problemResponses(400, 403, 404, 406, 422, 502, 503),
      },
    },
  },
  '/objects/{id}': {
    get: {
      operationId: 'show-object',
      summary: 'Get a recorded object',
      ...codeSamples({
        'Record an object and get it':
          'curl "$SERVER/?seed=quartet"\ncurl "$SERVER/objects/iL4epp408SSzfn77nK-KaACb"',
      }),
      requestParams: { path: objectPath },
      responses: {
        200: response('The object.', recordedObject, ...PAGE_MEDIA_TYPES),
        ...problemResponses(400, 404, 406, 502, 503),
      },
    },
  },
  '/verify': {
    get: {
      operationId: 'verify',
      summary: 'Compute a draw with all intermediate values, without recording it',
      ...codeSamples({
        'Shell commands that compute the same values':
          'curl "$SERVER/verify?rule=attack&seed=quartet&index=7"',
      }),
      requestParams: { query: verifyQuery },
      responses: {
        200: response('The draws and their object.', verification, ...PAGE_MEDIA_TYPES),
        ...problemResponses(400, 404, 406, 422, 502, 503),
      },
    },
  },
  '/export': {
    get: {
      operationId: 'export',
      summary: 'Download draws of one seed as a file, without recording them',
      ...codeSamples({
        '20,000 rows': 'curl "$SERVER/export?rule=attack&seed=quartet&count=20000&format=csv" > attacks.csv',
      }),
      requestParams: { query: exportQuery },
      responses: {
        200: response(
          'The file.',
          z.object({}).loose(),
          'text/csv',
          'application/x-ndjson',
          ...PAGE_MEDIA_TYPES,
        ),
        ...problemResponses(400, 404, 406, 422, 429, 502, 503),
      },
    },
  },
};
