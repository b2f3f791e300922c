import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { type CodeSample, floatOpenApi, frontendOpenApi, numberOpenApi, productOpenApi } from '../src';

const documents = {
  frontend: frontendOpenApi(),
  number: numberOpenApi(),
  float: floatOpenApi(),
  product: productOpenApi(),
};

const MEDIA_TYPES = [
  'application/json',
  'text/plain',
  'text/csv',
  'application/x-ndjson',
  'text/html',
  'application/yaml',
];

describe.each(Object.entries(documents))('The OpenAPI document of the %s service', (_name, document) => {
  const operations = Object.values(document.paths ?? {}).flatMap((path) =>
    Object.values(path as Record<string, Operation>),
  );

  it('has version 3.1 and a title', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info.title).toMatch(/^Quartet/);
  });

  it('has a unique ID, a summary, a response and code samples for each operation', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { summary, responses, 'x-codeSamples': samples } of operations) {
      expect(summary).toMatch(/\w/);
      expect(responses).toHaveProperty('200');
      for (const { source } of samples) expect(source).toMatch(/^curl .*"\$SERVER\//s);
      expect(samples).not.toHaveLength(0);
    }
  });

  it('has problem documents for errors and known media types for other responses', () => {
    for (const { responses } of operations) {
      for (const [status, { description, content }] of Object.entries(responses)) {
        const problem = Number(status) >= 400;
        expect(description).toMatch(/\w/);
        for (const type of Object.keys(content ?? {})) {
          expect(problem ? ['application/problem+json'] : MEDIA_TYPES).toContain(type);
        }
      }
    }
  });

  it('has components that compile', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats(ajv);
    ajv.addSchema({ $id: 'document:', components: document.components });
    for (const name of Object.keys(document.components?.schemas ?? {})) {
      expect(ajv.getSchema(`document:#/components/schemas/${name}`)).toBeInstanceOf(Function);
    }
  });

  it('has schemas whose references another implementation resolves', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats(ajv);
    ajv.addSchema({ $id: 'document:', components: document.components });
    for (const schema of schemasIn(document.paths)) {
      const rooted = JSON.parse(
        JSON.stringify(schema).replaceAll('"#/components/', '"document:#/components/'),
      ) as object;
      expect(() => ajv.compile(rooted)).not.toThrow();
    }
  });
});

it('The OpenAPI documents contain the defaults of parameters', () => {
  const defaults = (path: string, document: typeof documents.float) =>
    Object.fromEntries(
      ((document.paths?.[path]?.get?.parameters ?? []) as { name: string; schema: { default?: unknown } }[])
        .filter(({ schema }) => schema.default !== undefined)
        .map(({ name, schema }) => [name, schema.default]),
    );
  expect(defaults('/float', documents.float)).toEqual({ min: '0', max: '10', decimals: 2, index: 0 });
  expect(defaults('/numbers', documents.number)).toEqual({ min: 0, max: 2, index: 0, count: 1 });
  expect(defaults('/', documents.frontend)).toEqual({ rule: 'attack', index: 0 });
});

interface Operation {
  operationId: string;
  summary: string;
  responses: Record<string, { description: string; content?: object }>;
  'x-codeSamples': CodeSample[];
}

function schemasIn(node: unknown): object[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'schema' ? [value as object] : schemasIn(value),
  );
}
