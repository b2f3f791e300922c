import {
  floatBatch,
  floatDraw,
  notRecordedProblem,
  numberBatch,
  numberDraw,
  type Problem,
  recordedObject,
  recordedResults,
  type RecordedObject,
  type UnrecordedObject,
} from '@quartet/contracts';
import { Batcher, refusalOf, type UpstreamClient } from '@quartet/service-kit/client';
import type { z } from 'zod';
import { UpstreamError, type UpstreamRefusal } from '@quartet/service-kit';

/** The inputs that determine a draw by a given rule set. */
export interface DrawInputs {
  seed: string;
  index: number;
}

/** The drawn values, and the rule set that turns them into an object. */
export interface Draw {
  rule: string;
  version: string;
  number: number;
  /** Decimal text, or the nearest number. */
  float: number | string;
}

const GET = { method: 'GET', idempotent: true } as const;
/** Draws are idempotent, because a seed and an index determine them: a retry records an object only once. */
const POST = { method: 'POST', idempotent: true } as const;

/** One call for each replica. With two, calls have half as many items, and a visit costs a third more CPU time. */
const maxInFlightOf = (client: UpstreamClient) => () => client.replicaCount;

/** The inputs of a draw, with a range of numbers, or of decimals as text. */
type DrawItem = DrawInputs & { min: number | string; max: number | string; decimals?: number };

/** Draws with `GET path`, or several with `POST` to the plural of the path. */
const drawBatcher = <Result>(
  client: UpstreamClient,
  path: string,
  schema: z.ZodType<Result>,
  batch: z.ZodType<{ draws: Result[] }>,
) =>
  new Batcher<DrawItem, Result>({
    one: (item, context) => client.call({ ...GET, path, query: { ...item }, schema }, context),
    many: async (draws, context) => {
      const call = { ...POST, path: `${path}s`, body: { draws }, schema: batch };
      return complete(client, draws, (await client.call(call, context)).draws);
    },
    maxInFlight: maxInFlightOf(client),
  });

export const numberBatcher = (client: UpstreamClient) =>
  drawBatcher(client, '/number', numberDraw, numberBatch);
export const floatBatcher = (client: UpstreamClient) => drawBatcher(client, '/float', floatDraw, floatBatch);

type ObjectItem = Draw & DrawInputs;
type StoredObject = RecordedObject | UnrecordedObject;

export const objectBatcher = (client: UpstreamClient) =>
  new Batcher<ObjectItem, StoredObject>({
    one: (body, context) =>
      client.call<StoredObject>(
        {
          ...POST,
          path: '/product',
          body,
          schema: recordedObject,
          unavailable: notRecordedProblem.transform(({ object }) => object),
        },
        context,
      ),
    many: async (objects, context) => {
      const body = { objects, partial: true };
      const contract = { schema: recordedResults, unavailable: recordedResults };
      const { results } = await client.call({ ...POST, path: '/products', body, ...contract }, context);
      return complete(client, objects, results).map((result, index) =>
        result.status === 422 ? refusal(client, index, result.problem) : result.object,
      );
    },
    maxInFlight: maxInFlightOf(client),
  });

/** Checks that there is a result for each item. */
function complete<T>(client: UpstreamClient, items: unknown[], results: T[]): T[] {
  if (results.length === items.length) return results;
  const { service } = client.options;
  const detail = `The ${service} service returned ${results.length} results for ${items.length} items.`;
  throw new UpstreamError(service, 'invalid response', detail);
}

/** The refusal of one object of a batch, as `POST /product` would have answered: `#/rule` instead of `#/objects/3/rule`. */
function refusal({ options }: UpstreamClient, index: number, problem: Problem): UpstreamRefusal {
  const errors = problem.errors?.map(({ pointer = '#', detail }) => ({
    pointer: pointer.replace(`#/objects/${index}`, '#'),
    detail,
  }));
  return refusalOf(options.service, problem.status, { ...problem, errors });
}
