export type DrawParameter = 'seed' | 'index' | 'count' | 'min' | 'max' | 'decimals';

/** An argument outside the limits of a draw. The message states the limits and the value, without a full stop. */
export class DrawError extends RangeError {
  override readonly name = 'DrawError';

  constructor(
    readonly parameter: DrawParameter,
    message: string,
  ) {
    super(message);
  }
}
