export type DrawParameter = 'seed' | 'index' | 'count' | 'min' | 'max' | 'decimals';

/** An argument outside the limits of a draw; the message is one sentence for the person who gave it. */
export class DrawError extends RangeError {
  override readonly name = 'DrawError';

  constructor(
    readonly parameter: DrawParameter,
    message: string,
  ) {
    super(message);
  }
}
