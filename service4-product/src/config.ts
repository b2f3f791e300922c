import { join } from 'node:path';
import { commonVariables, readConfig } from '@quartet/service-kit';
import { z } from 'zod';

/** The service's configuration from the environment; the README's table tells what each variable is. */
export const readProductConfig = (env: NodeJS.ProcessEnv) =>
  readConfig(
    {
      ...commonVariables(5003),
      RULES_DIR: z.string().default(join(__dirname, '..', 'rules')),
      DATABASE_URL: z
        .string()
        .regex(/^sqlite:.+$/, 'must be sqlite: and the path of a file, such as sqlite:data/quartet.db')
        .default('sqlite:data/quartet.db'),
    },
    env,
  );
