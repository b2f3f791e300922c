import { isIP } from 'node:net';
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

/** Those whose `X-Forwarded-For` is believed: addresses, ranges of them, and the names that Express has for some. */
export const trustedProxies = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine(
    (parts) => parts.every(isRange),
    'must be addresses, ranges such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, with commas between them',
  );

/** Checked here: Express would take a lone number for an address, and a mistake elsewhere for a fault of its own. */
function isRange(text: string): boolean {
  if (/^(loopback|linklocal|uniquelocal)$/.test(text)) return true;
  const [, address = '', bits] = /^([\da-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  if (family === 0 || bits === undefined) return family !== 0;
  return Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128);
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** The variables that every service reads; `port` is the service's own default. */
export const commonVariables = (port: number) => ({
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(port),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('info'),
  TRUST_PROXY: trustedProxies.default([]),
  DRAIN_MS: wholeNumber(0, 600_000, 'milliseconds').default(5_000),
  SHUTDOWN_TIMEOUT_MS: wholeNumber(250, 600_000, 'milliseconds').default(10_000),
});

export interface CommonConfig {
  HOST: string;
  PORT: number;
  LOG_LEVEL: (typeof LEVELS)[number];
  TRUST_PROXY: string[];
  DRAIN_MS: number;
  SHUTDOWN_TIMEOUT_MS: number;
}
