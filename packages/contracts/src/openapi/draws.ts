import type { z } from 'zod';
import type { ZodObjectInput } from 'zod-openapi';
import { answer, body, describeService, type OpenApiDocument, problems, samples } from './document';
import * as floats from '../floats';
import * as numbers from '../numbers';

interface DrawContract {
  /** `number` or `float`: the stream, and the path of a single draw. */
  stream: string;
  what: string;
  /** Another range than the default, for samples, and what draws of it are like. */
  range: string;
  likeness: string;
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
  range,
  likeness,
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
          ...samples({
            'From the range of the default rule set': `curl "$SERVER/${stream}"`,
            [`${likeness}, the same each time`]: `curl "$SERVER/${stream}?${range}&seed=quartet"`,
            'The value alone': `curl -H 'Accept: text/plain' "$SERVER/${stream}?seed=quartet&index=7"`,
          }),
          requestParams: { query },
          responses: { 200: answer('The draw', draw, ...FORMS), ...problems(400, 406, 422) },
        },
      },
      [`/${plural}`]: {
        get: {
          operationId: `draw-${plural}`,
          summary: 'A run of draws of one seed, index upward',
          ...samples({
            'Five at once': `curl "$SERVER/${plural}?${range}&seed=quartet&count=5"`,
            'As CSV, from the hundredth on': `curl -H 'Accept: text/csv' "$SERVER/${plural}?seed=quartet&index=100&count=5"`,
          }),
          requestParams: { query: runQuery },
          responses: { 200: answer('The draws', run, ...FORMS), ...problems(400, 406, 422) },
        },
        post: {
          operationId: `draw-many-${plural}`,
          summary: 'Draws of different seeds at once',
          ...samples({
            'Two seeds': `curl --json '{"draws": [{"seed": "alice"}, {"seed": "bob", "index": 3}]}' "$SERVER/${plural}"`,
          }),
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
    range: 'min=1&max=6',
    likeness: 'A die',
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
    range: 'min=-1&max=1&decimals=3',
    likeness: 'Three digits after the point',
    query: floats.floatQuery,
    runQuery: floats.floatRunQuery,
    batchBody: floats.floatBatchBody,
    draw: floats.floatDraw,
    run: floats.floatRun,
    batch: floats.floatBatch,
  });
