import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Drills } from '../observability/drills';
import type { Logger } from '../observability/log';
import { readBody } from './body';
import { endpoint } from './endpoint';
import { internalOnly } from './internal';
import { parseBody } from './parse';

/** A drill must not hide itself from monitoring, or make the orchestrator replace the replica. */
const SPARED = /^\/(health\/live|metrics)\/?$/i;

/** `/drills`, for internal callers, and the middleware through which the running drill hits later routes. */
export function drillRoutes(drills: Drills, log: Logger): Router {
  const router = Router();
  endpoint(router, '/drills', handlers(drills, log), internalOnly);
  router.use(hitRequests(drills, log));
  return router;
}

function handlers(drills: Drills, log: Logger) {
  const logEnd = () => {
    log.warn('Drill ended');
  };
  const schema = z
    .strictObject({
      kind: z.enum(drills.kinds),
      seconds: z.number().min(1).max(300),
      milliseconds: z.number().min(1).max(60_000).default(1_000),
      share: z.number().min(0).max(1).default(1),
    })
    // A database that refuses some objects but not others refuses them for good: they would be lost.
    .refine(({ kind, share }) => kind !== 'database' || share === 1, {
      path: ['share'],
      error: 'must be 1 for a drill of the database',
    });
  const start: RequestHandler = (req, res) => {
    const drill = parseBody(schema, req);
    drills.start(drill, logEnd);
    log.warn({ drill }, 'Drill started');
    res.status(201).json(drill);
  };
  const list: RequestHandler = (_req, res) => {
    res.json({ drills: drills.current ? [drills.current] : [] });
  };
  const end: RequestHandler = (_req, res) => {
    if (drills.current) logEnd();
    drills.end();
    res.status(204).end();
  };
  return { GET: list, POST: [...readBody({ limit: 1_000, maxValues: 10 }), start], DELETE: end };
}

function hitRequests(drills: Drills, log: Logger): RequestHandler {
  return (req, res, next) => {
    const drill = SPARED.test(req.path) ? undefined : drills.hitRequest();
    if (!drill) {
      next();
      return;
    }
    const proceed = () => {
      if (!res.closed) next();
    };
    if (drill.kind === 'errors') throw new Error('A drill fails this request.');
    if (drill.kind === 'crash') {
      log.fatal('A drill crashes the process');
      process.exit(1);
    }
    if (drill.kind === 'delay') setTimeout(proceed, drill.milliseconds);
    else res.once('close', drills.hold(proceed));
  };
}
