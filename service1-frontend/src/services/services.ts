import {
  type ComputedObject,
  computedObject,
  computedResults,
  type FloatDraw,
  type NumberDraw,
  type ObjectsPage,
  objectsPage,
  type ObjectsQuery,
  recordedObject,
  type RowsQuery,
  type RecordedObject,
  type RuleSet,
  ruleSet,
  ruleSets,
  type UnrecordedObject,
} from '@quartet/contracts';
import { floatRangeFromJson } from '@quartet/draws';
import { contextFrom, DataStoreError, type HealthCheck, UpstreamError } from '@quartet/service-kit';
import { type Call, type CallContext, UpstreamClient } from '@quartet/service-kit/client';
import { z } from 'zod';
import type { FrontendConfig } from '../config';
import { type Draw, type DrawInputs, floatBatcher, numberBatcher, objectBatcher } from './batches';
import { RuleCache } from './rule-cache';

/** How long cached rule sets are fresh, in milliseconds. */
const RULES_TTL_MS = 5_000;

/** The operations of the other three services that the frontend uses. */
export interface Services {
  drawNumber: (range: RuleSet['number'], inputs: DrawInputs, context: CallContext) => Promise<NumberDraw>;
  drawFloat: (range: RuleSet['float'], inputs: DrawInputs, context: CallContext) => Promise<FloatDraw>;
  /** Creates an object from a draw and records it. */
  createObject: (draw: Draw & DrawInputs, context: CallContext) => Promise<RecordedObject | UnrecordedObject>;
  /** Computes an object from a number and a float, without recording it. */
  computeObject: (draw: Draw, context: CallContext) => Promise<ComputedObject>;
  /** Computes up to 1,000 objects in one call. */
  computeObjects: (draws: Draw[], context: CallContext) => Promise<ComputedObject[]>;
  findObject: (id: string, context: CallContext) => Promise<RecordedObject>;
  /** Returns rows of an export, in the media type `accept`. */
  listRows: (rule: string, query: RowsQuery, accept: string, context: CallContext) => Promise<Buffer>;
  /** Returns a page of the history, newest first. */
  listObjects: (query: Partial<ObjectsQuery>, context: CallContext) => Promise<ObjectsPage>;
  /** Returns a rule set with its file: the given version, or the current one. Bypasses the cache. */
  findRule: (name: string, version: string | undefined, context: CallContext) => Promise<RuleSet>;
  rules: RuleCache;
  clients: UpstreamClient[];
}

export type ServicesConfig = Pick<
  FrontendConfig,
  'NUMBER_URL' | 'FLOAT_URL' | 'PRODUCT_URL' | 'VISIT_DEADLINE_MS' | 'ATTEMPT_MS' | 'RETRIES'
>;

/** Creates the clients of the other three services. */
export function connectServices(config: ServicesConfig): Services {
  const client = (service: string, baseUrl: string) =>
    new UpstreamClient({
      service,
      baseUrl,
      deadlineMs: config.VISIT_DEADLINE_MS,
      attemptMs: config.ATTEMPT_MS,
      retries: config.RETRIES,
    });
  const number = client('number', config.NUMBER_URL);
  const float = client('float', config.FLOAT_URL);
  const product = client('product', config.PRODUCT_URL);
  const get = { method: 'GET', idempotent: true } as const;
  const callProduct = <T>(call: Call<T>, context: CallContext) =>
    product.call(call, context).catch(rethrowDatabaseError);
  const fetchRules = async (context: CallContext) =>
    (await callProduct({ ...get, path: '/rules', schema: ruleSets }, context)).rules;
  const numbers = numberBatcher(number);
  const floats = floatBatcher(float);
  const objects = objectBatcher(product);
  return {
    drawNumber: (range, inputs, context) => numbers.call({ ...range, ...inputs }, context),
    drawFloat: (range, inputs, context) => floats.call({ ...floatRangeFromJson(range), ...inputs }, context),
    createObject: (draw, context) => objects.call(draw, context).catch(rethrowDatabaseError),
    computeObject: (body, context) =>
      callProduct(
        { method: 'POST', path: '/product', body, idempotent: true, schema: computedObject },
        context,
      ),
    computeObjects: async (objects, context) => {
      const call = { method: 'POST', path: '/products', body: { objects }, idempotent: true } as const;
      const { results } = await callProduct({ ...call, schema: computedResults }, context);
      return results.map(({ object }) => object);
    },
    findObject: (id, context) =>
      callProduct(
        { ...get, path: `/objects/${encodeURIComponent(id)}`, route: '/objects/:id', schema: recordedObject },
        context,
      ),
    listRows: (rule, query, accept, context) =>
      callProduct(
        {
          ...get,
          path: `/rules/${encodeURIComponent(rule)}/rows`,
          route: '/rules/:name/rows',
          query: { ...query },
          accept,
          schema: z.instanceof(Buffer),
        },
        context,
      ),
    listObjects: (query, context) =>
      callProduct({ ...get, path: '/objects', query, schema: objectsPage }, context),
    findRule: (name, version, context) =>
      callProduct(
        {
          ...get,
          path: `/rules/${encodeURIComponent(name)}`,
          route: '/rules/:name',
          query: { version },
          schema: ruleSet,
        },
        context,
      ),
    rules: new RuleCache(fetchRules, RULES_TTL_MS),
    clients: [number, float, product],
  };
}

/** Replaces the product service's report that its database is unavailable with a `DataStoreError`. */
function rethrowDatabaseError(error: unknown): never {
  if (error instanceof UpstreamError && error.problem?.kind === 'database-unavailable')
    throw new DataStoreError(error.problem.detail, error);
  throw error;
}

/** The readiness checks of the other services. The frontend requires none of them, because it can still explain an outage. */
export function dependencyChecks({ clients }: Services): HealthCheck[] {
  return clients.map((client) => ({
    name: client.options.service,
    required: false,
    check: async () => {
      await client.call(
        { method: 'GET', path: '/health/ready', idempotent: false, schema: z.unknown() },
        contextFrom(),
      );
    },
  }));
}
