import { z } from 'zod';

/** `GET /health/ready`, for those inside. */
export const readiness = z.object({
  status: z.enum(['ready', 'not ready', 'stopping']),
  version: z.string(),
  revision: z.string().meta({ description: 'The commit that its image was built from.' }),
  replica: z.string().meta({ description: 'Which of several this is.' }),
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

const running = readiness
  .pick({ version: true, revision: true, replica: true })
  .partial()
  .extend({
    name: z.string(),
    state: z.enum(['up', 'not ready', 'down']),
    reason: z.string().optional(),
  });

/** `GET /status` of the frontend: whether all that a visit takes works. */
export const status = z
  .object({
    services: z.array(running),
    database: z.object({
      state: z.enum(['recording', 'unavailable', 'unknown']),
      kind: z.string().optional().meta({ description: 'What database it is.' }),
      waiting: z.int().optional().meta({
        description: 'How many objects the replica that answered holds until the record is back.',
      }),
    }),
  })
  .meta({ id: 'Status' });

export type Readiness = z.output<typeof readiness>;
export type Status = z.output<typeof status>;
