import { checkIndex, checkRun } from './indexes';
import { type Reducer, reducerFor } from './reduce';
import { checkSeed } from './seed';
import { BLOCK_BYTES, type Stream, blocks, streamKey } from './stream';

/** Draws a step from `first` to `last`, both included. The caller validates these two. */
export function drawOne(stream: Stream, first: number, last: number, seed: string, index: number): number {
  checkSeed(seed);
  checkIndex(index);
  return firstAccepted(streamKey(stream, seed), index, 0, reducerFor(first, last));
}

/** Draws the steps of `count` consecutive indexes. A single cipher call makes the first attempt for all of them. */
export function drawRun(
  stream: Stream,
  first: number,
  last: number,
  seed: string,
  firstIndex: number,
  count: number,
): number[] {
  checkSeed(seed);
  checkRun(firstIndex, count);
  const key = streamKey(stream, seed);
  const reduce = reducerFor(first, last);
  const run = blocks(key, 0, firstIndex, count);
  const steps: number[] = [];
  for (let i = 0; i < count; i += 1) {
    steps.push(reduce(run, i * BLOCK_BYTES) ?? firstAccepted(key, firstIndex + i, 1, reduce));
  }
  return steps;
}

function firstAccepted(key: Buffer, index: number, firstAttempt: number, reduce: Reducer): number {
  let step: number | undefined;
  for (let attempt = firstAttempt; step === undefined; attempt += 1) {
    step = reduce(blocks(key, attempt, index, 1), 0);
  }
  return step;
}
