import {
  floatBatch,
  floatDraw,
  type FloatDraw,
  notRecordedProblem,
  numberBatch,
  numberDraw,
  type NumberDraw,
  type Problem,
  recordedObject,
  recordedResults,
  type RecordedObject,
  type UnrecordedObject,
} from '@quartet/contracts';
import { Batcher, refusalOf, type UpstreamClient } from '@quartet/service-kit/client';
import type { FloatRange } from '@quartet/draws';
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

/** The calls for each replica: while it works on one, the next is on its way. */
const CALLS_PER_REPLICA = 2;
const maxInFlightOf = (client: UpstreamClient) => () => CALLS_PER_REPLICA * client.replicaCount;

type NumberItem = { min: number; max: number } & DrawInputs;

export const numberBatcher = (client: UpstreamClient) =>
  new Batcher<NumberItem, NumberDraw>({
    one: (item, context) =>
      client.call({ ...GET, path: '/number', query: { ...item }, schema: numberDraw }, context),
    many: async (draws, context) => {
      const call = { ...POST, path: '/numbers', body: { draws }, schema: numberBatch };
      return complete(client, draws, (await client.call(call, context)).draws);
    },
    maxInFlight: maxInFlightOf(client),
  });

type FloatItem = FloatRange & DrawInputs;

export const floatBatcher = (client: UpstreamClient) =>
  new Batcher<FloatItem, FloatDraw>({
    one: (item, context) =>
      client.call({ ...GET, path: '/float', query: { ...item }, schema: floatDraw }, context),
    many: async (draws, context) => {
      const call = { ...POST, path: '/floats', body: { draws }, schema: floatBatch };
      return complete(client, draws, (await client.call(call, context)).draws);
    },
    maxInFlight: maxInFlightOf(client),
  });

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
