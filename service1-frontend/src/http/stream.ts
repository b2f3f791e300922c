import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/**
 * Sends what `chunks` gives, no faster than the caller takes it. Where the caller goes away, `chunks` is ended, and that is
 * no error; where `chunks` fails, the answer is cut off, so that nobody takes it for a whole one.
 */
export async function stream(res: Response, chunks: AsyncIterable<string | Buffer>): Promise<void> {
  // Otherwise nginx takes all of it at once, however slowly the caller reads.
  res.set('X-Accel-Buffering', 'no');
  try {
    await pipeline(chunks, res);
  } catch (error) {
    if (!hasLeft(error)) throw error;
  }
}

const hasLeft = (error: unknown) =>
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '');
