import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Common {
  algorithm: string;
  seed: string;
  index: number;
  /** The number of attempts, including the accepted one. */
  attempts: number;
  result: string;
}

export type Vector = Common &
  (
    | { stream: 'number'; min: number; max: number }
    | { stream: 'float'; min: string; max: string; decimals: number }
  );

export const vectors = JSON.parse(readFileSync(join(__dirname, '../test-vectors.json'), 'utf8')) as Vector[];
