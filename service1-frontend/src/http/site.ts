import type { Request } from 'express';

/** The site as this visitor reaches it, such as `https://quartet.example`: what the request says, so nothing to be kept. */
export const siteOf = (req: Request) => `${req.protocol}://${req.host}`;
