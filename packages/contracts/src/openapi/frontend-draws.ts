import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { ruleName } from '../fields';
import { computedObject, recordedObject, unrecordedObject } from '../objects';
import { exportQuery } from '../export-rows';
import { drawnSteps } from '../steps';
import { verifyQuery, visitQuery } from '../visits';
import { answer, PAGE_FORMS, problems, samples } from './document';

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

/** The pages that draw an object, or draw it again. */
export const DRAW_PAGES: ZodOpenApiPathsObject = {
  '/': {
    get: {
      operationId: 'visit',
      summary: 'Draws an object, and records it',
      ...samples({
        'A new one': 'curl "$SERVER/"',
        'The same each time': 'curl "$SERVER/?rule=order&seed=quartet"',
        'With all that repeats it': `curl -H 'Accept: application/json' "$SERVER/?seed=quartet"`,
      }),
      requestParams: { query: visitQuery },
      responses: {
        200: answer('The object', z.union([recordedObject, unrecordedObject]), ...PAGE_FORMS),
        ...problems(400, 404, 406, 422, 502, 503),
      },
    },
  },
  '/objects/{id}': {
    get: {
      operationId: 'show-object',
      summary: 'One recorded object',
      ...samples({
        'Drawn, and found again':
          'curl "$SERVER/?seed=quartet"\ncurl "$SERVER/objects/iL4epp408SSzfn77nK-KaACb"',
      }),
      requestParams: { path: z.object({ id: z.string() }) },
      responses: {
        200: answer('The object', recordedObject, ...PAGE_FORMS),
        ...problems(400, 404, 406, 502, 503),
      },
    },
  },
  '/verify': {
    get: {
      operationId: 'verify',
      summary: 'Works a draw out step by step; nothing is recorded',
      ...samples({
        'With the commands that do the same': 'curl "$SERVER/verify?rule=attack&seed=quartet&index=7"',
      }),
      requestParams: { query: verifyQuery },
      responses: {
        200: answer('The steps, where a seed was given', verification, ...PAGE_FORMS),
        ...problems(400, 404, 406, 422, 502, 503),
      },
    },
  },
  '/export': {
    get: {
      operationId: 'export',
      summary: 'Draws of a seed as one file, as many as are wanted; none is recorded',
      ...samples({
        'Twenty thousand rows':
          'curl "$SERVER/export?rule=attack&seed=quartet&count=20000&format=csv" > attacks.csv',
      }),
      requestParams: { query: exportQuery },
      responses: {
        200: answer('The file', z.object({}).loose(), 'text/csv', 'application/x-ndjson', ...PAGE_FORMS),
        ...problems(400, 404, 406, 422, 502, 503),
      },
    },
  },
};
