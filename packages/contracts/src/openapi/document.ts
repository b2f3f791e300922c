import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { z } from 'zod';
import { problem } from '../problem';

/** The version of the contracts; `info.version` of each document. */
const CONTRACT_VERSION = '1.0.0';

/** What a page is given in besides JSON. */
export const PAGE_FORMS = ['text/html', 'text/plain'];

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** The OpenAPI 3.1 document of a service, its common part included. */
export function describeService(
  title: string,
  description: string,
  paths: ZodOpenApiPathsObject,
): OpenApiDocument {
  return createDocument({
    openapi: '3.1.0',
    info: { title, description, version: CONTRACT_VERSION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: 'This service; behind the balancer all are under /api.' }],
    paths: { ...paths, '/openapi.json': { get: OPENAPI_ITSELF } },
  });
}

/**
 * What an operation is called with in a shell, by what that shows; `$SERVER` is where its service is reached. The extension is the
 * one that documentation tools read samples from.
 */
export const samples = (commands: Record<string, string>) => ({
  'x-codeSamples': Object.entries(commands).map(([label, source]): CodeSample => ({
    lang: 'Shell',
    label,
    source,
  })),
});

/** Of an operation that is there for callers from inside alone, unless its service is set to let others too. */
export const INTERNAL = { 'x-internal': true };

export interface CodeSample {
  lang: 'Shell';
  label: string;
  source: string;
}

/** A JSON answer by its schema, and the other media types that the same call can answer in. */
export const answer = (description: string, schema: z.ZodType, ...others: string[]) => ({
  description,
  content: {
    'application/json': { schema },
    ...Object.fromEntries(others.map((type) => [type, { schema: { type: 'string' as const } }])),
  },
});

/** A request's JSON body by its schema, and the other media types that it is read from. */
export const body = (schema: z.ZodType, ...others: string[]) => ({
  required: true,
  content: Object.fromEntries(['application/json', ...others].map((type) => [type, { schema }])),
});

const MEANING: Record<number, string> = {
  400: 'The request is not of the form asked for.',
  404: 'Nothing of that name is here.',
  406: 'None of the accepted media types can be given.',
  413: 'The body is too large.',
  415: 'The body is of a type that is not read.',
  422: 'A value is out of range or contradicts another.',
  502: 'Another service gave an answer that is not its contract.',
  503: 'A service or the record is away; try again after `Retry-After` seconds.',
};

/** A problem answer that tells more than the standard members. */
export const problemAnswer = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/problem+json': { schema } },
});

/** The problem answers of the given statuses. */
export const problems = (...statuses: (keyof typeof MEANING)[]) =>
  Object.fromEntries(
    statuses.map((status) => [String(status), problemAnswer(MEANING[status] ?? '', problem)]),
  );

const OPENAPI_ITSELF: ZodOpenApiOperationObject = {
  operationId: 'getOpenApi',
  summary: 'This document',
  ...samples({ 'The document': 'curl "$SERVER/openapi.json"' }),
  responses: {
    200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
  },
};
