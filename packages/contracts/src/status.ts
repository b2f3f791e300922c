import { z } from 'zod';

/** `GET /health/ready` of every service, for operators only. */
export const readiness = z.object({
  status: z.enum(['ready', 'not ready', 'stopping']),
  version: z.string().meta({ description: 'Version of the service.' }),
  revision: z.string().meta({ description: 'Commit that the image was built from.' }),
  replica: z.string().meta({ description: 'Name of the replica that responded.' }),
  dependencies: z.array(
    z.object({
      name: z.string(),
      required: z.boolean(),
      state: z.enum(['up', 'down']),
      reason: z.string().optional(),
      about: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
});

const serviceStatus = readiness
  .pick({ version: true, revision: true, replica: true })
  .partial()
  .extend({
    name: z.string().meta({ description: 'Name of the service.' }),
    state: z.enum(['up', 'not ready', 'down']).meta({ description: 'State of the replica that responded.' }),
    reason: z.string().optional().meta({ description: 'Error, if the service is down.' }),
    replicas: z
      .object({
        known: z.int().meta({ description: 'Number of replicas.' }),
        unhealthy: z.int().meta({
          description:
            'Number of replicas whose last call failed. They receive test calls only, until one succeeds.',
        }),
      })
      .optional()
      .meta({ description: 'Replicas of the service, as the frontend that responded sees them.' }),
  });

/** `GET /status` of the frontend. */
export const status = z
  .object({
    services: z.array(serviceStatus).meta({ description: 'The services that a visit needs.' }),
    database: z
      .object({
        state: z.enum(['recording', 'unavailable', 'unknown']).meta({
          description: 'State of the database, `unknown` while the product service is down.',
        }),
        kind: z.string().optional().meta({ description: 'Database system, such as MariaDB.' }),
        waiting: z.int().optional().meta({
          description: 'Number of objects that the replica records once the database is available.',
        }),
      })
      .meta({ description: 'The database of the product service.' }),
  })
  .meta({ id: 'Status', description: 'State of the services and of the database.' });

export type Readiness = z.output<typeof readiness>;
export type Status = z.output<typeof status>;
