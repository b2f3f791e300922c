import { DrawError } from '@quartet/draws';
import type { Fault } from '@quartet/service-kit';
import type { DrawRequest, DrawStream } from './stream';

/** A drawn value, as exact decimal text, with what repeats it. */
export interface Drawn {
  value: string;
  range: Record<string, number>;
  seed: string;
  index: number;
}

/** Draws a run for a request, from a fresh seed where it brings none. */
export function drawForRequest<R extends object>(
  stream: DrawStream<R>,
  request: DrawRequest<R>,
  count: number,
  freshSeed: () => string,
): Drawn[] {
  const { index } = request;
  const seed = request.seed ?? freshSeed();
  const range = stream.describe(request);
  return stream
    .draw(request, seed, index, count)
    .map((value, offset) => ({ value, range, seed, index: index + offset }));
}

/** A draw's refusal as a fault of the request, at its parameter or at its place in the body; any other error is thrown on. */
export function faultOf(error: unknown, pointer?: string): Fault {
  if (!(error instanceof DrawError)) throw error;
  const { parameter, message: detail } = error;
  return pointer === undefined ? { parameter, detail } : { pointer: `${pointer}/${parameter}`, detail };
}
