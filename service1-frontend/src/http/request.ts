import { contextOf } from '@quartet/service-kit';
import type { CallContext } from '@quartet/service-kit/client';
import type { Request, Response } from 'express';

/** The origin of the site, such as `https://quartet.example`. It comes from the request: never store it. */
export function siteOrigin(req: Request): string {
  // Express declares it as text, but it is undefined for HTTP/1.0 without a host.
  const host = req.host as string | undefined;
  return `${req.protocol}://${host ?? `localhost:${req.socket.localPort}`}`;
}

/** The context of the calls that one page makes: the request's ids, and the deadline of the visit or of its caller. */
export const visitContext = (
  res: Response,
  { visitDeadlineMs }: { visitDeadlineMs: number },
): CallContext => {
  const context = contextOf(res);
  return { ...context, until: Math.min(performance.now() + visitDeadlineMs, context.until ?? Infinity) };
};

/** Whether a browser prefetches a page that the visitor may never open: `Sec-Purpose`, and the headers of older browsers. */
export function isPrefetch(req: Request): boolean {
  return ['sec-purpose', 'purpose', 'x-moz'].some((header) => /\bprefetch\b/i.test(req.get(header) ?? ''));
}

/**
 * Whether a page loads this address as an image, a frame or another part of it, or a script of another site requests it, which cannot
 * read the response. https://www.w3.org/TR/fetch-metadata/
 */
export function isEmbedded(req: Request): boolean {
  const destination = req.get('sec-fetch-dest') ?? 'document';
  if (destination === 'empty') return req.get('sec-fetch-site') === 'cross-site';
  return destination !== 'document';
}
