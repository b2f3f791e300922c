import { commonVariables, readConfig, serviceUrl, wholeNumber } from '@quartet/service-kit';
import { z } from 'zod';

/** The public address of all APIs: a URL, or a path of the site itself. */
const apiUrl = z
  .string()
  .regex(
    /^(https?:\/\/[^/]+)?(\/[\w.~-]+)*\/?$/,
    'must be a path such as /api, or an http:// or https:// address',
  )
  .transform((text) => text.replace(/\/$/, ''));

/** Reads the configuration from the environment. docs/configuration.md describes each variable. */
export const readFrontendConfig = (env: NodeJS.ProcessEnv) =>
  readConfig(
    {
      ...commonVariables(5000),
      NUMBER_URL: serviceUrl.default('http://127.0.0.1:5001'),
      FLOAT_URL: serviceUrl.default('http://127.0.0.1:5002'),
      PRODUCT_URL: serviceUrl.default('http://127.0.0.1:5003'),
      API_URL: apiUrl.optional(),
      VISIT_DEADLINE_MS: wholeNumber(1, 60_000, 'milliseconds').default(3_000),
      ATTEMPT_MS: wholeNumber(1, 60_000, 'milliseconds').default(1_000),
      RETRIES: wholeNumber(0, 10).default(2),
      EXPORT_MAX: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(10_000_000),
    },
    env,
  );

export type FrontendConfig = ReturnType<typeof readFrontendConfig>;
