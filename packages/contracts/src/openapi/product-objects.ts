import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import * as objects from '../objects';
import { answer, body, problemAnswer, problems, samples } from './document';

/** An object that is recorded by this, the same one each time. */
const RECORD = `curl -d 'number=1&float=4.42&seed=quartet' "$SERVER/product"`;
const ITS_ID = 'iL4epp408SSzfn77nK-KaACb';

/** What the product service makes and has recorded. */
export const OBJECT_PATHS: ZodOpenApiPathsObject = {
  '/product': {
    post: {
      operationId: 'make-object',
      summary: 'One object; recorded where a seed comes with it',
      ...samples({
        'Computed only': `curl -d 'rule=attack&number=2&float=7.21' "$SERVER/product"`,
        'Recorded, for the seed draws this number and this float': RECORD,
        'From JSON, its sentence alone': `curl -H 'Content-Type: application/json' -H 'Accept: text/plain' \\\n  -d '{"number": 2, "float": 7.21}' "$SERVER/product"`,
      }),
      requestBody: body(objects.productBody, 'application/x-www-form-urlencoded'),
      responses: {
        200: answer('Computed only, or recorded before', objects.generatedObject, 'text/plain'),
        201: answer('Recorded now; `Location` leads to it', objects.recordedObject, 'text/plain'),
        ...problems(400, 406, 413, 415, 422),
        503: problemAnswer('The record is away: the object, not recorded', objects.notRecordedProblem),
      },
    },
  },
  '/products': {
    post: {
      operationId: 'make-objects',
      summary: 'Many objects at once, recorded together',
      ...samples({
        'One that can be made, and one that cannot': `curl --json '{"partial": true, "objects": [{"number": 2, "float": 7.21}, {"number": 9, "float": 1}]}' "$SERVER/products"`,
      }),
      requestBody: body(objects.productsBody),
      responses: {
        200: answer('The results, in order', objects.productResults),
        ...problems(400, 406, 413, 415, 422),
        503: problemAnswer('The record is away: the results, not recorded', objects.notAllRecordedProblem),
      },
    },
  },
  '/objects': {
    get: {
      operationId: 'list-objects',
      summary: 'Recorded objects, newest first',
      ...samples({
        'The three latest critical hits': 'curl "$SERVER/objects?rule=attack&outcome=CRIT&limit=3"',
      }),
      requestParams: { query: objects.objectsQuery },
      responses: {
        200: answer('A page of objects', objects.objectsPage, 'text/plain'),
        ...problems(400, 406, 422, 503),
      },
    },
  },
  '/objects/{id}': {
    get: {
      operationId: 'get-object',
      summary: 'One recorded object',
      ...samples({ 'Recorded, and found again': `${RECORD}\ncurl "$SERVER/objects/${ITS_ID}"` }),
      requestParams: { path: z.object({ id: z.string() }) },
      responses: {
        200: answer('The object', objects.recordedObject, 'text/plain'),
        ...problems(400, 404, 406, 503),
      },
    },
  },
};
