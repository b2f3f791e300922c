import type { RequestHandler } from 'express';
import { malformedError } from '../errors/user-errors';

/** A host name or an address with an optional port (RFC 9110, 7.2), of the length that DNS allows. */
const HOST = /^(\[[0-9a-f:.]{2,45}\]|[\w.~%-]{1,253})(:\d{1,5})?$/i;

/** Middleware that requires one valid `Host` (RFC 9112, 3.2), since links contain it. A proxy's `X-Forwarded-Host` replaces it. */
export const requireHost: RequestHandler = (req, _res, next) => {
  const names = req.rawHeaders.filter((_, index) => index % 2 === 0);
  const count = names.filter((name) => name.toLowerCase() === 'host').length;
  if (count > 1) throw malformedError('The request has more than one Host header.');
  if (count === 0 && req.httpVersion === '1.1') throw malformedError('The request has no Host header.');
  // Express declares it as text, but it is undefined without a host.
  const host = req.host as string | undefined;
  if (count > 0 && !HOST.test(host ?? ''))
    throw malformedError('The Host header is not a host with an optional port.');
  next();
};
