import type { ZodOpenApiPathsObject } from 'zod-openapi';
import * as objects from '../objects';
import { codeSamples, problemResponse, problemResponses, requestBody, response } from './document';

/** Records an object, the same one each time. */
const RECORD_SAMPLE = `curl -d 'number=1&float=4.42&seed=quartet' "$SERVER/product"`;
const SAMPLE_ID = 'iL4epp408SSzfn77nK-KaACb';

/** The paths of the product service that create and return objects. */
export const OBJECT_PATHS: ZodOpenApiPathsObject = {
  '/product': {
    post: {
      operationId: 'make-object',
      summary: 'Create an object from a number and a float',
      description:
        'With a seed, the service verifies that the seed draws both values and records the object. Retries are safe: the same draw is the same object.',
      ...codeSamples({
        'Without a seed': `curl -d 'rule=attack&number=2&float=7.21' "$SERVER/product"`,
        'With the seed of the draw': RECORD_SAMPLE,
        'JSON request, plain text response': `curl -H 'Content-Type: application/json' -H 'Accept: text/plain' \\\n  -d '{"number": 2, "float": 7.21}' "$SERVER/product"`,
      }),
      requestBody: requestBody(objects.productBody, 'application/x-www-form-urlencoded'),
      responses: {
        200: response(
          'The object. It has no seed, or it was recorded before.',
          objects.generatedObject,
          'text/plain',
        ),
        201: response(
          'The newly recorded object. `Location` is its URL.',
          objects.recordedObject,
          'text/plain',
        ),
        ...problemResponses(400, 406, 413, 415, 422),
        503: problemResponse(
          'The database is unavailable. The problem document contains the object, which is not recorded.',
          objects.notRecordedProblem,
        ),
      },
    },
  },
  '/products': {
    post: {
      operationId: 'make-objects',
      summary: 'Create many objects and record them in one transaction',
      ...codeSamples({
        'A valid and an invalid object': `curl --json '{"partial": true, "objects": [{"number": 2, "float": 7.21}, {"number": 9, "float": 1}]}' "$SERVER/products"`,
      }),
      requestBody: requestBody(objects.productsBody),
      responses: {
        200: response('The results, in the order of the request.', objects.productResults),
        ...problemResponses(400, 406, 413, 415, 422),
        503: problemResponse(
          'The database is unavailable. The problem document contains the results, which are not recorded.',
          objects.notAllRecordedProblem,
        ),
      },
    },
  },
  '/objects': {
    get: {
      operationId: 'list-objects',
      summary: 'List recorded objects, newest first',
      ...codeSamples({
        'The latest three critical hits': 'curl "$SERVER/objects?rule=attack&outcome=CRIT&limit=3"',
      }),
      requestParams: { query: objects.objectsQuery },
      responses: {
        200: response('A page of the history.', objects.objectsPage, 'text/plain'),
        ...problemResponses(400, 406, 422, 503),
      },
    },
  },
  '/objects/{id}': {
    get: {
      operationId: 'get-object',
      summary: 'Get a recorded object',
      ...codeSamples({
        'Record an object and get it': `${RECORD_SAMPLE}\ncurl "$SERVER/objects/${SAMPLE_ID}"`,
      }),
      requestParams: { path: objects.objectPath },
      responses: {
        200: response('The object.', objects.recordedObject, 'text/plain'),
        ...problemResponses(400, 404, 406, 503),
      },
    },
  },
};
