import type { z } from 'zod';
import type { ZodObjectInput } from 'zod-openapi';
import { answer, body, describeService, type OpenApiDocument, problems } from './document';
import * as floats from '../floats';
import * as numbers from '../numbers';

interface DrawContract {
  /** `number` or `float`: the stream, and the path of a single draw. */
  stream: string;
  what: string;
  query: ZodObjectInput;
  runQuery: ZodObjectInput;
  batchBody: z.ZodType;
  draw: z.ZodType;
  run: z.ZodType;
  batch: z.ZodType;
}

const FORMS = ['text/plain', 'text/csv', 'application/x-ndjson'];

function describeDraws({
  stream,
  what,
  query,
  runQuery,
  batchBody,
  draw,
  run,
  batch,
}: DrawContract): OpenApiDocument {
  const plural = `${stream}s`;
  return describeService(
    `Quartet ${stream} API`,
    `Random ${what}, each of which anyone can repeat from its seed.`,
    {
      [`/${stream}`]: {
        get: {
          operationId: `draw-${stream}`,
          summary: `One draw; without a seed, from a fresh one`,
          requestParams: { query },
          responses: { 200: answer('The draw', draw, ...FORMS), ...problems(400, 406, 422) },
        },
      },
      [`/${plural}`]: {
        get: {
          operationId: `draw-${plural}`,
          summary: 'A run of draws of one seed, index upward',
          requestParams: { query: runQuery },
          responses: { 200: answer('The draws', run, ...FORMS), ...problems(400, 406, 422) },
        },
        post: {
          operationId: `draw-many-${plural}`,
          summary: 'Draws of different seeds at once',
          requestBody: body(batchBody),
          responses: {
            200: answer('The draws, in order', batch, ...FORMS),
            ...problems(400, 406, 413, 415, 422),
          },
        },
      },
    },
  );
}

/** The contract of the number service. */
export const numberOpenApi = (): OpenApiDocument =>
  describeDraws({
    stream: 'number',
    what: 'whole numbers',
    query: numbers.numberQuery,
    runQuery: numbers.numberRunQuery,
    batchBody: numbers.numberBatchBody,
    draw: numbers.numberDraw,
    run: numbers.numberRun,
    batch: numbers.numberBatch,
  });

/** The contract of the float service. */
export const floatOpenApi = (): OpenApiDocument =>
  describeDraws({
    stream: 'float',
    what: 'decimals',
    query: floats.floatQuery,
    runQuery: floats.floatRunQuery,
    batchBody: floats.floatBatchBody,
    draw: floats.floatDraw,
    run: floats.floatRun,
    batch: floats.floatBatch,
  });
