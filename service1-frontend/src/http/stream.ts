import { pipeline } from 'node:stream/promises';
import { limitTo } from '@quartet/service-kit';
import type { RequestHandler, Response } from 'express';

/** Each file in flight holds about 2 MB while its reader is slow. */
const MAX_FILES = 20;

/** Middleware that serves at most 20 files of a route at the same time, and refuses others with 429. */
export const limitFiles = (): RequestHandler =>
  limitTo(MAX_FILES, `${MAX_FILES} files are being downloaded already. Try again later.`);

/**
 * Streams `chunks` as the body, with backpressure. A client that disconnects ends the iteration without an error.
 * If `chunks` fails, the connection is closed, so that clients notice the truncated body.
 */
export async function stream(res: Response, chunks: AsyncIterable<string | Buffer>): Promise<void> {
  // nginx would otherwise buffer the whole body, however slowly the client reads.
  res.set('X-Accel-Buffering', 'no');
  try {
    await pipeline(chunks, res);
  } catch (error) {
    if (!isDisconnect(error)) throw error;
  }
}

const isDisconnect = (error: unknown) =>
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '');
