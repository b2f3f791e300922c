import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Express } from 'express';

export interface Operation {
  parameters?: { in: string; name: string }[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

export interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components?: object;
}

/** Validates an answer against its schema in the document, with another validator than the service's. Returns null when it fits. */
export function answerFaults(
  document: OpenApi,
  operation: Operation,
  status: number,
  type: string,
  body: unknown,
): unknown {
  const schema = operation.responses[String(status)]?.content?.[type]?.schema;
  if (!schema) return `a ${status} of type ${type} is not documented`;
  const validate = validators.get(schema) ?? compile(document, schema);
  validators.set(schema, validate);
  return validate(body) ? null : validate.errors;
}

/** Compiling takes much longer than validating. */
const validators = new WeakMap<object, ValidateFunction>();

function compile(document: OpenApi, schema: object): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'document:', components: document.components });
  const rooted = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components/', '"document:#/components/'),
  ) as object;
  return ajv.compile(rooted);
}

interface Layer {
  route?: { path: string };
  handle: { stack?: Layer[] };
}

/** The paths of an app's routes, in the notation of OpenAPI. */
export function servedPaths(app: Express): string[] {
  const walk = (layers: Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => (route ? [route.path] : walk(handle.stack ?? [])));
  return walk((app.router as unknown as { stack: Layer[] }).stack).map((path) =>
    path.replace(/:(\w+)/g, '{$1}'),
  );
}
