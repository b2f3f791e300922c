import { DrawError, type DrawParameter } from '../src';

export interface Refusal {
  parameter: DrawParameter;
  message: string;
}

export function refusalOf(call: () => unknown): Refusal {
  try {
    call();
  } catch (error) {
    if (error instanceof DrawError) return { parameter: error.parameter, message: error.message };
    throw error;
  }
  throw new Error('nothing was refused');
}
