import { z } from 'zod';

/** `GET /api` of the frontend: the OpenAPI document of each service. */
export const apiReference = z
  .object({
    services: z
      .array(
        z.object({
          name: z.string().meta({ description: 'Name of the service.' }),
          address: z.url().meta({ description: 'Base URL of its paths.' }),
          openapi: z.object({}).loose().meta({ description: 'OpenAPI 3.1 document of the service.' }),
        }),
      )
      .meta({ description: 'The services.' }),
  })
  .meta({ id: 'ApiReference', description: 'The HTTP APIs of all services.' });
