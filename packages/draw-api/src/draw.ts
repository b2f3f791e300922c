import { DrawError } from '@quartet/draws';
import type { Fault } from '@quartet/service-kit';
import type { DrawRequest, DrawStream } from './stream';

/** A drawn value and the inputs that reproduce it. */
export interface DrawnValue {
  /** Exact decimal text. */
  value: string;
  range: Record<string, number>;
  seed: string;
  index: number;
}

/** Draws `count` values with consecutive indexes, from a fresh seed if the request has none. */
export function drawForRequest<R extends object>(
  stream: DrawStream<R>,
  request: DrawRequest<R>,
  count: number,
  freshSeed: () => string,
): DrawnValue[] {
  const { index } = request;
  const seed = request.seed ?? freshSeed();
  const range = stream.describe(request);
  return stream
    .draw(request, seed, index, count)
    .map((value, offset) => ({ value, range, seed, index: index + offset }));
}

/**
 * Converts a DrawError to a fault of a query parameter, or of the body if `pointer` is the location of the draw there.
 *
 * @throws any other error
 */
export function toFault(error: unknown, pointer?: string): Fault {
  if (!(error instanceof DrawError)) throw error;
  const { parameter, message: detail } = error;
  return pointer === undefined ? { parameter, detail } : { pointer: `${pointer}/${parameter}`, detail };
}
