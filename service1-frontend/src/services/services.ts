import {
  type ComputedObject,
  computedObject,
  computedResults,
  floatDraw,
  type FloatDraw,
  numberDraw,
  notRecordedProblem,
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
import { contextFrom, type HealthCheck } from '@quartet/service-kit';
import { type Call, type CallContext, UpstreamClient } from '@quartet/service-kit/client';
import { z } from 'zod';
import type { FrontendConfig } from '../config';
import { whereRecordIsAway } from './database-unavailable';
import { RuleCache } from './rule-cache';

/** How long the rule sets are taken as they were. */
const RULES_TTL_MS = 5_000;

/** Where a draw stands: its seed, and its index in the seed's stream. */
export interface Place {
  seed: string;
  index: number;
}

/** The other three services, as the frontend uses them. */
export interface Services {
  drawNumber: (range: RuleSet['number'], place: Place, context: CallContext) => Promise<NumberDraw>;
  drawFloat: (range: RuleSet['float'], place: Place, context: CallContext) => Promise<FloatDraw>;
  makeObject: (
    draw: Place & { rule: string; version: string; number: number; float: number },
    context: CallContext,
  ) => Promise<RecordedObject | UnrecordedObject>;
  /** What the rules make of a number and a float; nothing is recorded. */
  computeObject: (
    drawn: { rule: string; version: string; number: number; float: number },
    context: CallContext,
  ) => Promise<ComputedObject>;
  /** The same of up to 1,000 at once. */
  computeObjects: (
    drawn: { rule: string; version: string; number: number; float: number }[],
    context: CallContext,
  ) => Promise<ComputedObject[]>;
  findObject: (id: string, context: CallContext) => Promise<RecordedObject>;
  /** Rows of an export in the media type that is named. */
  listRows: (rule: string, query: RowsQuery, accept: string, context: CallContext) => Promise<Buffer>;
  /** A page of the recorded objects, newest first. */
  listObjects: (query: Partial<ObjectsQuery>, context: CallContext) => Promise<ObjectsPage>;
  /** A rule set as it is now, with its file; in an old version where one is named. */
  findRule: (name: string, version: string | undefined, context: CallContext) => Promise<RuleSet>;
  rules: RuleCache;
  clients: UpstreamClient[];
}

export type ServicesConfig = Pick<
  FrontendConfig,
  'NUMBER_URL' | 'FLOAT_URL' | 'PRODUCT_URL' | 'VISIT_DEADLINE_MS' | 'ATTEMPT_MS' | 'RETRIES'
>;

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
  const askProduct = <T>(call: Call<T>, context: CallContext) =>
    product.call(call, context).catch(whereRecordIsAway);
  const fetchRules = async (context: CallContext) =>
    (await askProduct({ ...get, path: '/rules', schema: ruleSets }, context)).rules;
  return {
    drawNumber: (range, place, context) =>
      number.call({ ...get, path: '/number', query: { ...range, ...place }, schema: numberDraw }, context),
    drawFloat: (range, place, context) =>
      float.call(
        { ...get, path: '/float', query: { ...floatRangeFromJson(range), ...place }, schema: floatDraw },
        context,
      ),
    // Recording is by the draw's own id: asked twice, it is recorded once.
    makeObject: (body, context) =>
      askProduct<RecordedObject | UnrecordedObject>(
        {
          ...{ method: 'POST', path: '/product', body, idempotent: true },
          schema: recordedObject,
          unavailable: notRecordedProblem.transform(({ object }) => object),
        },
        context,
      ),
    computeObject: (body, context) =>
      askProduct(
        { method: 'POST', path: '/product', body, idempotent: true, schema: computedObject },
        context,
      ),
    computeObjects: async (objects, context) => {
      const call = { method: 'POST', path: '/products', body: { objects }, idempotent: true } as const;
      const { results } = await askProduct({ ...call, schema: computedResults }, context);
      return results.map(({ object }) => object);
    },
    findObject: (id, context) =>
      askProduct({ ...get, path: `/objects/${encodeURIComponent(id)}`, schema: recordedObject }, context),
    listRows: (rule, query, accept, context) =>
      askProduct(
        {
          ...{ ...get, path: `/rules/${encodeURIComponent(rule)}/rows`, query: { ...query } },
          ...{ accept, schema: z.instanceof(Buffer) },
        },
        context,
      ),
    listObjects: (query, context) =>
      askProduct({ ...get, path: '/objects', query, schema: objectsPage }, context),
    findRule: (name, version, context) =>
      askProduct(
        { ...get, path: `/rules/${encodeURIComponent(name)}`, query: { version }, schema: ruleSet },
        context,
      ),
    rules: new RuleCache(fetchRules, RULES_TTL_MS),
    clients: [number, float, product],
  };
}

/** The other services are looked at, but none is required: a page that says what is away is better than no page. */
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
