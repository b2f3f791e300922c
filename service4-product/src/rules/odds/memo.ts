import { type Context, type Expression, FLOAT, NUMBER } from '../language/expression';

/**
 * Evaluates an expression over a grid, row by row: once for each combination of the inputs that it depends on, not once for
 * each cell. The variables that it uses must be in the context.
 */
export class Memo {
  private readonly byColumn: unknown[] = [];
  private row = -1;
  private rowValue: unknown;

  constructor(private readonly expression: Expression) {}

  /** @throws the error of the evaluation */
  at(context: Context, row: number, column: number): unknown {
    const { inputs, evaluate } = this.expression;
    // An expression without inputs is constant; evaluating it once per row is cheap enough.
    if (inputs === NUMBER || inputs === 0) {
      if (this.row !== row) {
        this.rowValue = evaluate(context);
        this.row = row;
      }
      return this.rowValue;
    }
    if (inputs !== FLOAT) return evaluate(context);
    return (this.byColumn[column] ??= evaluate(context));
  }
}
