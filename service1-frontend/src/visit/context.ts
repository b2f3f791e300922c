import { contextOf } from '@quartet/service-kit';
import type { CallContext } from '@quartet/service-kit/client';
import type { Response } from 'express';

/** The circumstances of the calls that a page makes: of its own request, and done when the page's time is up. */
export const visitContext = (
  res: Response,
  { visitDeadlineMs }: { visitDeadlineMs: number },
): CallContext => ({
  ...contextOf(res),
  until: performance.now() + visitDeadlineMs,
});
