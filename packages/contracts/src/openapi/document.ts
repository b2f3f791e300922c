import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { z } from 'zod';
import { problem } from '../problem';

/** The version of the APIs: `info.version` of each document. */
const CONTRACT_VERSION = '1.0.0';

/** The media types of a page besides JSON. */
export const PAGE_MEDIA_TYPES = ['text/html', 'text/plain'];

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** Creates the OpenAPI 3.1 document of a service. */
export function describeService(
  title: string,
  description: string,
  paths: ZodOpenApiPathsObject,
): OpenApiDocument {
  return createDocument({
    openapi: '3.1.0',
    info: { title, description, version: CONTRACT_VERSION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: 'This service. Behind nginx, the APIs of all services are at /api.' }],
    // The APIs need no authentication.
    security: [],
    paths: { ...paths, '/openapi.json': { get: OPENAPI_OPERATION } },
  });
}

export interface CodeSample {
  lang: 'Shell';
  label: string;
  source: string;
}

/**
 * Shell commands that call an operation, by label. `$SERVER` is the base URL of the service.
 *
 * Documentation tools such as Redoc display this extension.
 */
export const codeSamples = (commands: Record<string, string>) => ({
  'x-codeSamples': Object.entries(commands).map(([label, source]): CodeSample => ({
    lang: 'Shell',
    label,
    source,
  })),
});

/** Marks an operation that outside clients cannot call unless the service is configured to allow it. */
export const INTERNAL = { 'x-internal': true };

/** A response with a JSON body, and with text in the other media types. */
export const response = (description: string, schema: z.ZodType, ...otherTypes: string[]) => ({
  description,
  content: {
    'application/json': { schema },
    ...Object.fromEntries(otherTypes.map((type) => [type, { schema: { type: 'string' as const } }])),
  },
});

/** A request body that has the same schema in JSON and in the other media types. */
export const requestBody = (schema: z.ZodType, ...otherTypes: string[]) => ({
  required: true,
  content: Object.fromEntries(['application/json', ...otherTypes].map((type) => [type, { schema }])),
});

const PROBLEM_DESCRIPTIONS: Record<number, string> = {
  400: 'The request is malformed.',
  403: 'A page of another site, or a browser that loads the address in advance, may not send this request.',
  404: 'The resource does not exist.',
  406: 'The response is not available in an accepted media type.',
  413: 'The body is too large.',
  415: 'The media type of the body is not supported.',
  422: 'A value is out of range or contradicts another value.',
  429: 'There are too many requests. Retry after `Retry-After` seconds.',
  502: 'The response of another service does not match its API.',
  503: 'A service or the database is unavailable. Retry after `Retry-After` seconds.',
};

/** A problem response whose document has additional members. */
export const problemResponse = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/problem+json': { schema } },
});

/** The problem responses of the given statuses. */
export const problemResponses = (...statuses: (keyof typeof PROBLEM_DESCRIPTIONS)[]) =>
  Object.fromEntries(
    statuses.map((status) => [String(status), problemResponse(PROBLEM_DESCRIPTIONS[status] ?? '', problem)]),
  );

const OPENAPI_OPERATION: ZodOpenApiOperationObject = {
  operationId: 'get-openapi',
  summary: 'Get this document',
  ...codeSamples({ 'OpenAPI document': 'curl "$SERVER/openapi.json"' }),
  responses: {
    200: {
      description: 'The OpenAPI 3.1 document.',
      content: { 'application/json': { schema: { type: 'object' } } },
    },
    ...problemResponses(400),
  },
};
