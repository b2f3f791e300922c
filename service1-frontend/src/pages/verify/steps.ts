import type { DrawnSteps, RuleSet } from '@quartet/contracts';
import {
  ALGORITHM,
  decimalGrid,
  traceDraw,
  floatRangeFromJson,
  formatStep,
  type Stream,
} from '@quartet/draws';

/** The intermediate values of one draw. */
export type Steps = Omit<DrawnSteps, 'commands'>;

export const numberSteps = ({ min, max }: RuleSet['number'], seed: string, index: number): Steps =>
  drawSteps('number', { first: min, last: max, decimals: 0 }, seed, index);

export const floatSteps = (float: RuleSet['float'], seed: string, index: number): Steps =>
  drawSteps('float', decimalGrid(floatRangeFromJson(float)), seed, index);

function drawSteps(
  stream: Stream,
  { first, last, decimals }: { first: number; last: number; decimals: number },
  seed: string,
  index: number,
): Steps {
  const span = BigInt(last) - BigInt(first) + 1n;
  const { key, limit, attempts, result } = traceDraw(stream, span, seed, index);
  return {
    stream,
    message: `${ALGORITHM}/${stream}`,
    key: key.toString('hex'),
    span: String(span),
    limit: String(limit),
    attempts: attempts.map(({ attempt, block, value, accepted }) => ({
      counter: hex64(attempt) + hex64(index),
      block: block.toString('hex'),
      value: String(value),
      accepted,
    })),
    result: String(result),
    first,
    decimals,
    drawn: formatStep(Number(BigInt(first) + result), decimals),
  };
}

const hex64 = (value: number) => value.toString(16).padStart(16, '0');
