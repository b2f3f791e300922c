/** Turns the value at `offset` into one of the steps, or undefined where it is rejected. */
export type Reduce = (blocks: Buffer, offset: number) => number | undefined;

const VALUES = 2n ** 64n;
const HALF = 2 ** 32;
// Up to this span (remainder of the high half) × 2^32 + low half stays below 2^53.
const MAX_SMALL_SPAN = 2 ** 21;

/** How many steps there are from `first` to `last`, both included: more than a number holds exactly. */
export function spanOf(first: number, last: number): bigint {
  return BigInt(last) - BigInt(first) + 1n;
}

/** Values from here on are rejected: they would fall into an incomplete last block of `span` and favour its start. */
export function acceptanceLimit(span: bigint): bigint {
  return VALUES - (VALUES % span);
}

/** `value mod span + first` for any safe `first` and `last`. */
export function exactReduce(first: number, last: number): Reduce {
  const span = spanOf(first, last);
  const limit = acceptanceLimit(span);
  const base = BigInt(first);
  return (blocks, offset) => {
    const value = blocks.readBigUInt64BE(offset);
    return value < limit ? Number(base + (value % span)) : undefined;
  };
}

/** The same for spans up to MAX_SMALL_SPAN, in numbers: a run of draws takes half the time that it takes with BigInt. */
export function smallReduce(first: number, last: number): Reduce {
  const span = last - first + 1;
  const lowLimit = HALF - Number(VALUES % BigInt(span));
  return (blocks, offset) => {
    const high = blocks.readUInt32BE(offset);
    const low = blocks.readUInt32BE(offset + 4);
    if (high === HALF - 1 && low >= lowLimit) return undefined;
    return first + (((high % span) * HALF + low) % span);
  };
}

export function reduceTo(first: number, last: number): Reduce {
  return last - first < MAX_SMALL_SPAN ? smallReduce(first, last) : exactReduce(first, last);
}
