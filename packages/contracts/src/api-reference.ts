import { z } from 'zod';

/** `GET /api` of the frontend: what can be asked of each service. */
export const apiReference = z
  .object({
    services: z.array(
      z.object({
        name: z.string(),
        address: z.url().meta({ description: 'What its paths are put behind.' }),
        openapi: z.object({}).loose().meta({ description: 'Its OpenAPI 3.1 document.' }),
      }),
    ),
  })
  .meta({ id: 'ApiReference' });
