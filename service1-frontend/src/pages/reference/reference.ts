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
import type { Schema } from './type-in-words';

export interface ServiceReference {
  name: ServiceName;
  openapi: OpenApiDocument;
  operations: Operation[];
}

/** What can be asked of each service, from their OpenAPI documents, and the schemas that these name. */
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

export function makeReference(): Reference {
  const services = Object.entries(DOCUMENTS).map(([name, document]) => {
    const openapi = document();
    return { name: name as ServiceName, openapi, operations: operationsOf(openapi) };
  });
  // A schema of several documents is the same in each.
  const schemas = new Map<string, Schema>(
    services.flatMap(({ openapi }) => Object.entries(openapi.components?.schemas ?? {})),
  );
  return {
    services,
    schemas: [...schemas]
      .map(([name, schema]) => ({ name, ...describe(schema) }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  };
}

const describe = (schema: Schema) => ({
  description: 'description' in schema ? schema.description : undefined,
  fields: fieldsOf(schema),
});

/** A service where a visitor reaches it, and its OpenAPI document. */
export type LocatedService = ServiceReference & { address: string; document: string };

/** The services with the addresses that a visitor of `site` reaches them by; what is internal has no samples outside. */
export function locate({ services }: Reference, apis: ApiAddresses, site: string): LocatedService[] {
  const within = (address: string) => (/^https?:/.test(address) ? address : site + address);
  return services.map(({ name, openapi, operations }) => {
    const address = within(apis[name].url);
    return {
      ...{ name, openapi, address, document: within(apis[name].document) },
      operations: operations.map((operation) => {
        const isInternal = operation.isInternal && apis.areOutside;
        const samples = operation.samples.map((sample) => ({
          ...sample,
          source: sample.source.replaceAll('$SERVER', address),
        }));
        return { ...operation, isInternal, samples: isInternal ? [] : samples };
      }),
    };
  });
}
