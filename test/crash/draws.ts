import { drawFloat, drawNumber } from '@quartet/draws';

/** A request body of `POST /product` for the rule set `attack`. */
export interface Draw {
  number: number;
  float: number;
  seed: string;
}

/** One draw in this many repeats the one before. */
const DUPLICATE_EVERY = 10;

/** Creates draws with different seeds. Every tenth one repeats the one before, which is then usually still in flight. */
export const createDraws = (name: string, amount: number): Draw[] =>
  Array.from({ length: amount }, (_, index) =>
    createDraw(`${name}, draw ${index % DUPLICATE_EVERY === 0 ? index + 1 : index}`),
  );

const BATCH = 20;
/** Limits the duration of a failing test. */
const MAX_BATCHES = 2_500;

/** Generates draws like {@link createDraws} until `isEnough` returns true. */
export function* generateDraws(name: string, isEnough: () => boolean): Generator<Draw> {
  for (let batch = 1; batch <= MAX_BATCHES && !isEnough(); batch++)
    yield* createDraws(`${name}, batch ${batch}`, BATCH);
}

function createDraw(seed: string): Draw {
  const float = drawFloat({ min: '0', max: '10', decimals: 2 }, seed, 0);
  return { number: drawNumber({ min: 0, max: 2 }, seed, 0), float: Number(float), seed };
}
