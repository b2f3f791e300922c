import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

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
