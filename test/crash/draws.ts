import { drawFloat, drawNumber } from '@quartet/draws';

/** What `POST /product` takes of the rule set `attack`: a seed, and what it draws. */
export interface Draw {
  number: number;
  float: number;
  seed: string;
}

/** How many recordings there are for each that is asked for twice. */
const TWICE_EVERY = 10;

/** `amount` recordings: each of a seed of its own, but for a tenth, which repeat the one before while that is still under way. */
export const drawsOf = (name: string, amount: number): Draw[] =>
  Array.from({ length: amount }, (_, index) =>
    drawOf(`${name}, draw ${index % TWICE_EVERY === 0 ? index + 1 : index}`),
  );

const BATCH = 20;
/** So that a test that fails ends. */
const MOST_BATCHES = 2_500;

/** Such recordings, until there are enough. */
export function* drawsUntil(name: string, isEnough: () => boolean): Generator<Draw> {
  for (let batch = 1; batch <= MOST_BATCHES && !isEnough(); batch++)
    yield* drawsOf(`${name}, batch ${batch}`, BATCH);
}

function drawOf(seed: string): Draw {
  const float = drawFloat({ min: '0', max: '10', decimals: 2 }, seed, 0);
  return { number: drawNumber({ min: 0, max: 2 }, seed, 0), float: Number(float), seed };
}
