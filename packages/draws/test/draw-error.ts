import { DrawError, type DrawParameter } from '../src';

export interface DrawErrorFields {
  parameter: DrawParameter;
  message: string;
}

/** The fields of the DrawError that `call` throws. */
export function drawErrorOf(call: () => unknown): DrawErrorFields {
  try {
    call();
  } catch (error) {
    if (error instanceof DrawError) return { parameter: error.parameter, message: error.message };
    throw error;
  }
  throw new Error('expected a DrawError');
}
