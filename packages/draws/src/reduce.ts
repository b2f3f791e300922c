/** Reduces the 64-bit value at `offset` to a step, or returns undefined if the value is rejected. */
export type Reducer = (blocks: Buffer, offset: number) => number | undefined;

const VALUES = 2n ** 64n;
const HALF = 2 ** 32;
// Up to this span, (remainder of the high half) × 2^32 + low half stays below 2^53.
const MAX_NUMBER_SPAN = 2 ** 21;

/** The count of steps from `first` to `last`, both included. It can exceed the safe integers. */
export function spanOf(first: number, last: number): bigint {
  return BigInt(last) - BigInt(first) + 1n;
}

/**
 * The first rejected value: the largest multiple of `span` up to 2^64.
 *
 * The values from there on do not fill a whole span, so that they would make the first results more likely.
 */
export function acceptanceLimit(span: bigint): bigint {
  return VALUES - (VALUES % span);
}

/** Reduces to `first + value mod span`, for all safe integers `first` and `last`. */
export function bigIntReducer(first: number, last: number): Reducer {
  const span = spanOf(first, last);
  const limit = acceptanceLimit(span);
  const base = BigInt(first);
  return (blocks, offset) => {
    const value = blocks.readBigUInt64BE(offset);
    return value < limit ? Number(base + (value % span)) : undefined;
  };
}

/** The same for spans up to MAX_NUMBER_SPAN. Without BigInt, a run of draws takes half the time. */
export function numberReducer(first: number, last: number): Reducer {
  const span = last - first + 1;
  const lowLimit = HALF - Number(VALUES % BigInt(span));
  return (blocks, offset) => {
    const high = blocks.readUInt32BE(offset);
    const low = blocks.readUInt32BE(offset + 4);
    if (high === HALF - 1 && low >= lowLimit) return undefined;
    return first + (((high % span) * HALF + low) % span);
  };
}

export function reducerFor(first: number, last: number): Reducer {
  return last - first < MAX_NUMBER_SPAN ? numberReducer(first, last) : bigIntReducer(first, last);
}
