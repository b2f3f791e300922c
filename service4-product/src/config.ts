import { join } from 'node:path';
import { commonVariables, readConfig, wholeNumber } from '@quartet/service-kit';
import { z } from 'zod';
import { urlFault } from './repository/database/settings';

/** The variables of the database, which the commands read too. */
const databaseVariables = {
  DATABASE_URL: z
    .string()
    .superRefine((text, context) => {
      const fault = urlFault(text);
      if (fault !== undefined) context.addIssue(fault);
    })
    .default('sqlite:data/quartet.db'),
  DATABASE_PASSWORD: z.string().optional(),
  DATABASE_CONNECTIONS: wholeNumber(1, 1_000).default(10),
  DATABASE_TIMEOUT_MS: wholeNumber(10, 60_000, 'milliseconds').default(800),
};

/** Reads the service's configuration from the environment. docs/configuration.md describes each variable. */
export const readProductConfig = (env: NodeJS.ProcessEnv) =>
  readConfig(
    {
      ...commonVariables(5003),
      ...databaseVariables,
      RULES_DIR: z.string().default(join(__dirname, '..', 'rules')),
      RULES_CHECK: z.enum(['internal', 'public'], 'must be internal or public').default('internal'),
      OBJECTS_PER_HOUR: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(100_000),
      RECORD_QUEUE: wholeNumber(0, 1_000_000).default(10_000),
      KEEP_DAYS: wholeNumber(1, 100_000, 'days').optional(),
      // About 7 GB: without a limit, one client could fill the disk.
      KEEP_OBJECTS: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(10_000_000),
    },
    env,
  );

export const readDatabaseConfig = (env: NodeJS.ProcessEnv) => readConfig(databaseVariables, env);
