import {
  floatOpenApi,
  frontendOpenApi,
  numberOpenApi,
  type OpenApiDocument,
  productOpenApi,
} from '@quartet/contracts';
import type { ApiAddresses, ServiceName } from './addresses';
import { type Field, fieldsOf } from './fields';
import { type Operation, operationsOf } from './operations';
import type { Schema } from './type-text';

export interface ServiceReference {
  name: ServiceName;
  openapi: OpenApiDocument;
  operations: Operation[];
}

/** The operations of all services, and the schemas that they refer to. */
export interface Reference {
  services: ServiceReference[];
  schemas: { name: string; description: string | undefined; fields: Field[] }[];
}

const DOCUMENTS = {
  number: numberOpenApi,
  float: floatOpenApi,
  product: productOpenApi,
  frontend: frontendOpenApi,
};

/** Builds the API reference from the OpenAPI documents of all services. */
export function buildReference(): Reference {
  const services = Object.entries(DOCUMENTS).map(([name, createDocument]) => {
    const openapi = createDocument();
    return { name: name as ServiceName, openapi, operations: operationsOf(openapi) };
  });
  // Documents that share a schema have identical copies of it.
  const schemas = new Map<string, Schema>(
    services.flatMap(({ openapi }) => Object.entries(openapi.components?.schemas ?? {})),
  );
  return {
    services,
    schemas: [...schemas]
      .map(([name, schema]) => ({ name, ...describeSchema(schema) }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  };
}

const describeSchema = (schema: Schema) => ({
  description: 'description' in schema ? schema.description : undefined,
  fields: fieldsOf(schema),
});

/** A service with its base URL and the URL of its OpenAPI document. */
export type AddressedService = ServiceReference & { address: string; document: string };

/** Adds the absolute URLs that a visitor of the site at `origin` can use. Internal operations behind nginx get no samples. */
export function withAddresses(
  { services }: Reference,
  apis: ApiAddresses,
  origin: string,
): AddressedService[] {
  const absolute = (address: string) => (/^https?:/.test(address) ? address : origin + address);
  return services.map(({ name, openapi, operations }) => {
    const address = absolute(apis[name].url);
    return {
      name,
      openapi,
      address,
      document: absolute(apis[name].document),
      operations: operations.map((operation) => {
        const isInternal = operation.isInternal && apis.isBehindNginx;
        const samples = operation.samples.map((sample) => ({
          ...sample,
          source: sample.source.replaceAll('$SERVER', address),
        }));
        return { ...operation, isInternal, samples: isInternal ? [] : samples };
      }),
    };
  });
}
