import type { Request } from 'express';

/** Health checks and metrics are frequent and uninteresting. */
const QUIET = /^\/(health\/|metrics$)/;

/** Whether to keep a request out of the traces and of logs above level `debug`. */
export const isQuiet = ({ path }: Request): boolean => QUIET.test(path);

/** The pattern of the matching route; undefined if there is none. */
export const routeOf = (req: Request): string | undefined =>
  (req.route as { path: string } | undefined)?.path;
