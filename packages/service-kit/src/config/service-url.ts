import { z } from 'zod';

/** The base URL of another service, such as `http://127.0.0.1:5001`; trailing slashes are removed. */
export const serviceUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    'must be an http:// or https:// URL',
  )
  .transform((text) => text.replace(/\/+$/, ''));
