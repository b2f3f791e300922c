import { z } from 'zod';
import { recordedObject, unrecordedObject } from '../objects';
import { visitQuery } from '../visits';
import { answer, describeService, type OpenApiDocument, problems } from './document';

const FORMS = ['text/html', 'text/plain'];

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
  });
