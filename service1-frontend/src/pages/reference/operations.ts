import type { CodeSample, OpenApiDocument } from '@quartet/contracts';
import { type Field, fieldOf, fieldsOf } from './fields';
import { type Schema, type TypeText, typeText } from './type-text';

/** An operation of a service, as the API page shows it. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  isInternal: boolean;
  parameters: (Field & { location: string })[];
  body: { mediaTypes: string[]; type: TypeText; fields: Field[] } | undefined;
  responses: { status: string; description: string; mediaTypes: string[]; type: TypeText }[];
  samples: CodeSample[];
}

interface OpenApiOperation {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: Schema }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
  'x-internal'?: boolean;
  'x-codeSamples'?: CodeSample[];
}

type Content = Record<string, { schema: Schema }>;

/** Lists the operations of an OpenAPI document, without the one that serves the document itself. */
export function operationsOf({ paths }: OpenApiDocument): Operation[] {
  return Object.entries(paths ?? {})
    .filter(([path]) => path !== '/openapi.json')
    .flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, OpenApiOperation>).map(([method, operation]) =>
        describeOperation(method, path, operation),
      ),
    );
}

const describeOperation = (method: string, path: string, operation: OpenApiOperation): Operation => ({
  id: operation.operationId,
  method: method.toUpperCase(),
  path,
  summary: operation.summary,
  isInternal: operation['x-internal'] ?? false,
  parameters: (operation.parameters ?? []).map((parameter) => ({
    location: parameter.in,
    ...fieldOf(parameter.name, parameter.schema, parameter.required ?? false, parameter.description),
  })),
  body: operation.requestBody && describeBody(operation.requestBody.content),
  responses: Object.entries(operation.responses).map(([status, { description, content = {} }]) => ({
    status,
    description,
    ...describeContent(content),
  })),
  samples: operation['x-codeSamples'] ?? [],
});

const describeBody = (content: Content) => ({
  ...describeContent(content),
  fields: fieldsOf(schemaOf(content)),
});

const describeContent = (content: Content) => ({
  mediaTypes: Object.keys(content),
  type: typeText(schemaOf(content)),
});

/** The schema of the first media type; the others represent the same data. */
const schemaOf = (content: Content) => Object.values(content)[0]?.schema ?? {};
