export { DrawError, type DrawParameter } from './errors';
export { drawFloat, drawFloats } from './floats';
export { type DecimalGrid, type FloatRange, MAX_DECIMALS, decimalGrid, formatStep, parseStep } from './grid';
export { MAX_INDEX } from './indexes';
export { type JsonFloatRange, floatRangeFromJson, toDecimalText } from './json-range';
export { type NumberRange, checkNumberRange, drawNumber, drawNumbers } from './numbers';
export { MAX_SEED_BYTES, checkSeed, freshSeed } from './seed';
export { ALGORITHM, type Stream } from './stream';
export { type Attempt, type DrawTrace, traceDraw } from './trace';
