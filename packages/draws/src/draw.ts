import { checkIndex, checkRun } from './indexes';
import { type Reduce, reduceTo } from './reduce';
import { checkSeed } from './seed';
import { BLOCK_BYTES, type Stream, blocks, streamKey } from './stream';

/** A draw from the steps `first` to `last`, both included; the caller has checked them. */
export function drawOne(stream: Stream, first: number, last: number, seed: string, index: number): number {
  checkSeed(seed);
  checkIndex(index);
  return firstAccepted(streamKey(stream, seed), index, 0, reduceTo(first, last));
}

/** The draws of `count` indexes from `firstIndex` upward: one cipher call, but for the rejected. */
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
  const reduce = reduceTo(first, last);
  const run = blocks(key, 0, firstIndex, count);
  const steps: number[] = [];
  for (let i = 0; i < count; i += 1) {
    steps.push(reduce(run, i * BLOCK_BYTES) ?? firstAccepted(key, firstIndex + i, 1, reduce));
  }
  return steps;
}

function firstAccepted(key: Buffer, index: number, firstAttempt: number, reduce: Reduce): number {
  let step: number | undefined;
  for (let attempt = firstAttempt; step === undefined; attempt += 1) {
    step = reduce(blocks(key, attempt, index, 1), 0);
  }
  return step;
}
