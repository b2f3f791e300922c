import type { z } from 'zod';

/** The input of a draw from a range R. */
export type DrawRequest<R> = R & { seed?: string | undefined; index: number };

/** The number or float stream, as its endpoints need it. `R` is its range, such as `{ min, max }`. */
export interface DrawStream<R extends object> {
  /** `number` or `float`: the name of the value in responses, and the path of a single draw. */
  name: string;
  query: z.ZodType<DrawRequest<R>>;
  runQuery: z.ZodType<DrawRequest<R> & { count: number }>;
  batchBody: z.ZodType<{ draws: DrawRequest<R>[] }>;
  /**
   * Draws the values of `count` consecutive indexes, as exact decimal text.
   *
   * @throws DrawError for an invalid range, seed, index or count
   */
  draw: (range: R, seed: string, index: number, count: number) => string[];
  /** Formats the range for responses. */
  describe: (range: R) => Record<string, number>;
}
