import type { z } from 'zod';
import type { ZodObjectInput } from 'zod-openapi';
import * as floats from '../floats';
import * as numbers from '../numbers';
import {
  codeSamples,
  describeService,
  type OpenApiDocument,
  problemResponses,
  requestBody,
  response,
} from './document';

interface DrawContract {
  /** `number` or `float`: the stream, and the path of a single draw. */
  stream: string;
  /** The drawn values, in the plural. */
  values: string;
  /** The query of a sample with a range other than the default. */
  sampleRange: string;
  /** The label of that sample. */
  sampleLabel: string;
  query: ZodObjectInput;
  runQuery: ZodObjectInput;
  batchBody: z.ZodType;
  draw: z.ZodType;
  run: z.ZodType;
  batch: z.ZodType;
}

const OTHER_MEDIA_TYPES = ['text/plain', 'text/csv', 'application/x-ndjson'];

function describeDraws({
  stream,
  values,
  sampleRange,
  sampleLabel,
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
    `Random ${values} that everyone can reproduce from their seed.`,
    {
      [`/${stream}`]: {
        get: {
          operationId: `draw-${stream}`,
          summary: `Draw one ${stream}`,
          ...codeSamples({
            'Default range and a random seed': `curl "$SERVER/${stream}"`,
            [`${sampleLabel} from a seed`]: `curl "$SERVER/${stream}?${sampleRange}&seed=quartet"`,
            'Plain text': `curl -H 'Accept: text/plain' "$SERVER/${stream}?seed=quartet&index=7"`,
          }),
          requestParams: { query },
          responses: {
            200: response('The draw.', draw, ...OTHER_MEDIA_TYPES),
            ...problemResponses(400, 406, 422),
          },
        },
      },
      [`/${plural}`]: {
        get: {
          operationId: `draw-${plural}`,
          summary: `Draw ${plural} of one seed with consecutive indexes`,
          ...codeSamples({
            'Five draws': `curl "$SERVER/${plural}?${sampleRange}&seed=quartet&count=5"`,
            'CSV from index 100': `curl -H 'Accept: text/csv' "$SERVER/${plural}?seed=quartet&index=100&count=5"`,
          }),
          requestParams: { query: runQuery },
          responses: {
            200: response('The draws.', run, ...OTHER_MEDIA_TYPES),
            ...problemResponses(400, 406, 422),
          },
        },
        post: {
          operationId: `draw-many-${plural}`,
          summary: `Draw ${plural} of different seeds`,
          ...codeSamples({
            'Two seeds': `curl --json '{"draws": [{"seed": "alice"}, {"seed": "bob", "index": 3}]}' "$SERVER/${plural}"`,
          }),
          requestBody: requestBody(batchBody),
          responses: {
            200: response('The draws, in the order of the request.', batch, ...OTHER_MEDIA_TYPES),
            ...problemResponses(400, 406, 413, 415, 422),
          },
        },
      },
    },
  );
}

/** The API of the number service. */
export const numberOpenApi = (): OpenApiDocument =>
  describeDraws({
    stream: 'number',
    values: 'whole numbers',
    sampleRange: 'min=1&max=6',
    sampleLabel: 'A die roll',
    query: numbers.numberQuery,
    runQuery: numbers.numberRunQuery,
    batchBody: numbers.numberBatchBody,
    draw: numbers.numberDraw,
    run: numbers.numberRun,
    batch: numbers.numberBatch,
  });

/** The API of the float service. */
export const floatOpenApi = (): OpenApiDocument =>
  describeDraws({
    stream: 'float',
    values: 'decimals',
    sampleRange: 'min=-1&max=1&decimals=3',
    sampleLabel: 'Three decimal places',
    query: floats.floatQuery,
    runQuery: floats.floatRunQuery,
    batchBody: floats.floatBatchBody,
    draw: floats.floatDraw,
    run: floats.floatRun,
    batch: floats.floatBatch,
  });
