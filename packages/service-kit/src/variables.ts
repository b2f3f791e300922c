import { z } from 'zod';

/** A whole number from the environment, within `min` and `max`; `unit` is for the message. */
export function wholeNumber(min: number, max: number, unit = '') {
  const sentence = `must be a whole number${unit && ` of ${unit}`} from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,16}$/, sentence)
    .transform(Number)
    .refine((value) => value >= min && value <= max, sentence);
}

/** The base address of another service, such as `http://127.0.0.1:5001`. */
export const serviceUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    'must be an http:// or https:// address',
  )
  .transform((text) => text.replace(/\/+$/, ''));

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** The variables that every service reads; `port` is the service's own default. */
export const commonVariables = (port: number) => ({
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(port),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('info'),
  DRAIN_MS: wholeNumber(0, 600_000, 'milliseconds').default(5_000),
  SHUTDOWN_TIMEOUT_MS: wholeNumber(250, 600_000, 'milliseconds').default(10_000),
});

export interface CommonConfig {
  HOST: string;
  PORT: number;
  LOG_LEVEL: (typeof LEVELS)[number];
  DRAIN_MS: number;
  SHUTDOWN_TIMEOUT_MS: number;
}
