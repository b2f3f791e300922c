import type { z } from 'zod';

/** What one draw is asked with: a range R, and where in which seed's stream. */
export type DrawRequest<R> = R & { seed?: string | undefined; index: number };

/** A kind of draw, as the endpoints need it. `R` is its range, such as `{ min, max }`. */
export interface DrawStream<R extends object> {
  /** `number` or `float`: the name of the value in answers, and of the single draw's path. */
  name: string;
  query: z.ZodType<DrawRequest<R>>;
  runQuery: z.ZodType<DrawRequest<R> & { count: number }>;
  batchBody: z.ZodType<{ draws: DrawRequest<R>[] }>;
  /**
   * Draws `count` values of a seed from `index` upward, as text with all their digits.
   * @throws {DrawError} where the range or the index is not one that can be drawn from
   */
  draw: (range: R, seed: string, index: number, count: number) => string[];
  /** The range as it stands in answers. */
  describe: (range: R) => Record<string, number>;
}
