import { formatStep } from '@quartet/draws';
import { exactProduct } from '../../decimals';
import { toAttribute } from '../language/attribute';
import { type Context, describeCelError } from '../language/expression';
import type { Program } from '../language/program';
import type { Grid } from './grid';
import { Memo } from './memo';
import { type TrackedTable, trackUsage } from './table-usage';
import { productRange, Tally } from './tally';

/** A draw, for messages. */
export interface Cell {
  number: number;
  float: string;
}

/** An expression that cannot be evaluated for some cells. */
export interface Failure {
  path: PropertyKey[];
  error: unknown;
  first: Cell;
  cells: number;
}

/** The cells that match no outcome: the first few, and their number. */
export interface Unmatched {
  first: Cell[];
  cells: number;
}

/** The result of evaluating a rule set for each cell of its grid. */
export interface Enumeration {
  grid: Grid;
  /** By outcome. */
  tallies: Tally[];
  failures: Failure[];
  /** The paths of expressions that use a failed variable for some cells; the variable is among `failures`. */
  blocked: PropertyKey[][];
  unmatched: Unmatched;
  tables: { name: string; tracked: TrackedTable }[];
  /** Whether a change of only the number, or only the float, can change the outcome. */
  varies: { number: boolean; float: boolean };
}

/** The number of cells to name in a message. */
const MAX_EXAMPLES = 3;

/** Evaluates every cell: the variables, the conditions in order, and the attributes of the first outcome that matches. */
export function enumerate(program: Program, grid: Grid): Enumeration {
  const { numbers, floats } = grid;
  const sweep = new Sweep(program, grid);
  const firstRow = new Int16Array(floats.span);
  const varies = { number: false, float: false };
  for (let row = 0; row < numbers.span; row++) {
    let left = -1;
    for (let column = 0; column < floats.span; column++) {
      const outcome = sweep.visit(row, column);
      if (row === 0) firstRow[column] = outcome;
      varies.number ||= outcome !== firstRow[column];
      varies.float ||= column > 0 && outcome !== left;
      left = outcome;
    }
  }
  const { tallies, failures, blocked, unmatched, tables } = sweep;
  return {
    grid,
    tallies,
    failures: [...failures.values()],
    blocked: [...blocked],
    unmatched,
    tables,
    varies,
  };
}

/** One pass over a grid, row by row. */
class Sweep {
  readonly tallies: Tally[];
  /** By path: an attribute that several outcomes share has one failure. */
  readonly failures = new Map<PropertyKey[], Failure>();
  readonly blocked = new Set<PropertyKey[]>();
  readonly unmatched: Unmatched = { first: [], cells: 0 };
  readonly tables: Enumeration['tables'];
  private readonly context: Context;
  private readonly variables: (GridExpression & { name: string })[];
  private readonly outcomes: { condition: GridExpression | undefined; attributes: GridExpression[] }[];
  private readonly scale: number;

  constructor(
    program: Program,
    private readonly grid: Grid,
  ) {
    const range = productRange(grid);
    this.tallies = program.outcomes.map(() => new Tally(range));
    this.tables = program.tables.map(({ name, table }) => ({ name, tracked: trackUsage(table.value) }));
    this.context = Object.fromEntries(this.tables.map(({ name, tracked }) => [name, tracked.value]));
    this.variables = program.variables.map(({ name, path, expression }) => ({
      name,
      path,
      memo: new Memo(expression),
    }));
    this.outcomes = program.outcomes.map(({ when, attributes }, index) => ({
      condition: when && { path: ['outcomes', index, 'when'], memo: new Memo(when) },
      attributes: attributes.map(({ path, expression }) => ({
        path,
        memo: new Memo({ ...expression, evaluate: (context) => toAttribute(expression.evaluate(context)) }),
      })),
    }));
    this.scale = 10 ** grid.floats.decimals;
  }

  /** Evaluates one cell; returns the index of its outcome, or -1. */
  visit(row: number, column: number): number {
    const number = this.grid.numbers.min + row;
    const step = this.grid.floats.first + column;
    this.setInputs(number, step);
    for (const variable of this.variables) {
      this.context[variable.name] = this.evaluate(variable, row, column);
    }
    const index = this.outcomes.findIndex(
      ({ condition }) => !condition || this.evaluate(condition, row, column) === true,
    );
    const outcome = this.outcomes[index];
    if (outcome) {
      this.tallies[index]?.add(number, step);
      for (const attribute of outcome.attributes) this.evaluate(attribute, row, column);
    } else {
      this.unmatched.cells += 1;
      if (this.unmatched.first.length < MAX_EXAMPLES) this.unmatched.first.push(this.cellAt(row, column));
    }
    return index;
  }

  private setInputs(number: number, step: number): void {
    const units = number * step;
    this.context.number = BigInt(number);
    // Both operands are exact, so the division rounds once, as parsing the decimal text does.
    this.context.float = step / this.scale;
    this.context.product = Number.isSafeInteger(units)
      ? units / this.scale
      : Number(exactProduct(number, step, this.grid.floats.decimals));
  }

  /** The value of an expression; undefined after a failure, which is recorded. */
  private evaluate({ path, memo }: GridExpression, row: number, column: number): unknown {
    try {
      return memo.at(this.context, row, column);
    } catch (error) {
      const known = this.failures.get(path);
      // All names were known at compile time, so an unknown one is a variable that failed for this cell.
      if (describeCelError(error).code === 'unknown_variable') this.blocked.add(path);
      else if (known) known.cells += 1;
      else this.failures.set(path, { path, error, first: this.cellAt(row, column), cells: 1 });
      return undefined;
    }
  }

  private cellAt(row: number, column: number): Cell {
    const { numbers, floats } = this.grid;
    return { number: numbers.min + row, float: formatStep(floats.first + column, floats.decimals) };
  }
}

interface GridExpression {
  path: PropertyKey[];
  memo: Memo;
}
