import { type Context, type Expression, FLOAT, NUMBER } from '../language/expression';

/**
 * Evaluates an expression over a grid, row by row: once for each combination of the inputs that it looks at, not once
 * for each cell. Variables that it uses must be in the context already.
 */
export class Memo {
  private readonly byColumn: unknown[] = [];
  private row = -1;
  private ofRow: unknown;

  constructor(private readonly expression: Expression) {}

  /** @throws what evaluating throws */
  at(context: Context, row: number, column: number): unknown {
    const { inputs, evaluate } = this.expression;
    // What looks at no input is the same in all rows, and may be asked for anew in each.
    if (inputs === NUMBER || inputs === 0) {
      if (this.row !== row) {
        this.ofRow = evaluate(context);
        this.row = row;
      }
      return this.ofRow;
    }
    if (inputs !== FLOAT) return evaluate(context);
    return (this.byColumn[column] ??= evaluate(context));
  }
}
