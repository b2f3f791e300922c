import { isIP } from 'node:net';
import { z } from 'zod';
import { type TracingConfig, tracingVariables } from './tracing-variables';

/** A whole number from `min` to `max`; `unit` appears in the error message. */
export function wholeNumber(min: number, max: number, unit = '') {
  const message = `must be a whole number${unit && ` of ${unit}`} from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,16}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

/** Proxies whose `X-Forwarded-For` header is trusted: addresses, CIDR ranges and Express's names, separated by commas. */
export const trustedProxies = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine(
    (parts) => parts.every(isAddressOrRange),
    'must be a comma-separated list of addresses, ranges such as 10.0.0.0/8, loopback, linklocal or uniquelocal',
  );

/** Checked here because Express accepts `1` as the address 0.0.0.1, and its errors do not name the variable. */
function isAddressOrRange(text: string): boolean {
  if (/^(loopback|linklocal|uniquelocal)$/.test(text)) return true;
  const [, address = '', bits] = /^([\da-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  if (family === 0 || bits === undefined) return family !== 0;
  return Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128);
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Whether operators may cause failures on purpose. In production, `on` is refused, because a copied configuration may contain it. */
const drills = z
  .enum(['off', 'on', 'force'], 'must be off, on or force')
  .refine(
    (value) => value !== 'on' || process.env.NODE_ENV !== 'production',
    'must be force to allow drills in production (NODE_ENV=production)',
  );

/** The variables of every service; `port` is the default of `PORT`. */
export const commonVariables = (port: number) => ({
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(port),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  TRUST_PROXY: trustedProxies.default([]),
  DRAIN_MS: wholeNumber(0, 600_000, 'milliseconds').default(5_000),
  SHUTDOWN_TIMEOUT_MS: wholeNumber(250, 600_000, 'milliseconds').default(10_000),
  DRILLS: drills.default('off'),
  ...tracingVariables,
});

export interface CommonConfig extends TracingConfig {
  HOST: string;
  PORT: number;
  LOG_LEVEL: (typeof LOG_LEVELS)[number];
  TRUST_PROXY: string[];
  DRAIN_MS: number;
  SHUTDOWN_TIMEOUT_MS: number;
  DRILLS: 'off' | 'on' | 'force';
}
