import { endpoint } from '@quartet/service-kit';
import { Router } from 'express';

/**
 * Crawlers would draw, record or compute something at each of these addresses. The home page draws too, but stays
 * allowed, so that search engines list the site.
 */
const ROBOTS = `User-agent: *
Disallow: /?
Disallow: /export?
Disallow: /verify?
`;

/** `GET /robots.txt` (RFC 9309). */
export function robotsRoute(): Router {
  const router = Router();
  endpoint(router, '/robots.txt', {
    GET: (_req, res) => {
      res.type('text/plain').send(ROBOTS);
    },
  });
  return router;
}
