import type { CodeSample, OpenApiDocument } from '@quartet/contracts';
import { type Field, fieldOf, fieldsOf } from './fields';
import { type Schema, typeInWords, type Words } from './type-in-words';

/** What a service can be asked, as the page shows it. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  isInternal: boolean;
  parameters: (Field & { place: string })[];
  body: { mediaTypes: string[]; type: Words; fields: Field[] } | undefined;
  answers: { status: string; description: string; mediaTypes: string[]; type: Words }[];
  samples: CodeSample[];
}

interface Described {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: Schema }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
  'x-internal'?: boolean;
  'x-codeSamples'?: CodeSample[];
}

type Content = Record<string, { schema: Schema }>;

/** The operations of an OpenAPI document, in its order; the document itself is told of elsewhere. */
export function operationsOf({ paths }: OpenApiDocument): Operation[] {
  return Object.entries(paths ?? {})
    .filter(([path]) => path !== '/openapi.json')
    .flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Described>).map(([method, described]) =>
        operation(method, path, described),
      ),
    );
}

const operation = (method: string, path: string, described: Described): Operation => ({
  id: described.operationId,
  method: method.toUpperCase(),
  path,
  summary: described.summary,
  isInternal: described['x-internal'] ?? false,
  parameters: (described.parameters ?? []).map((parameter) => ({
    place: parameter.in,
    ...fieldOf(parameter.name, parameter.schema, parameter.required ?? false, parameter.description),
  })),
  body: described.requestBody && bodyOf(described.requestBody.content),
  answers: Object.entries(described.responses).map(([status, { description, content = {} }]) => ({
    ...{ status, description },
    ...contentOf(content),
  })),
  samples: described['x-codeSamples'] ?? [],
});

const bodyOf = (content: Content) => ({ ...contentOf(content), fields: fieldsOf(schemaOf(content)) });

const contentOf = (content: Content) => ({
  mediaTypes: Object.keys(content),
  type: typeInWords(schemaOf(content)),
});

/** The first media type says what the others are as well. */
const schemaOf = (content: Content) => Object.values(content)[0]?.schema ?? {};
