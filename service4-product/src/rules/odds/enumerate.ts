import { formatStep } from '@quartet/draws';
import { exactProduct } from '../../objects/product';
import { type Context, whatIsWrong } from '../language/expression';
import type { Grid } from './grid';
import { Memo } from './memo';
import type { Program } from '../language/program';
import { type TrackedTable, trackUsage } from './table-usage';
import { productRange, Tally } from './tally';

/** A draw, for people. */
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

/** Cells that no outcome takes: the first few, and how many there are. */
export interface Untaken {
  first: Cell[];
  cells: number;
}

/** What came of evaluating a rule set for each cell of its grid. */
export interface Enumeration {
  grid: Grid;
  /** By outcome. */
  tallies: Tally[];
  failures: Failure[];
  /** Where expressions stand that for some cells lack a variable, whose own failure is noted. */
  lacking: PropertyKey[][];
  untaken: Untaken;
  tables: { name: string; tracked: TrackedTable }[];
  /** Whether another number, or another float, alone can make another outcome. */
  varies: { number: boolean; float: boolean };
}

/** How many cells a sentence names. */
const NAMED_CELLS = 3;

/** Evaluates everything for every cell: the variables, the conditions in order, and the attributes of the outcome that wins. */
export function enumerate(program: Program, grid: Grid): Enumeration {
  const { numbers, floats } = grid;
  const sweep = new Sweep(program, grid);
  const firstRow = new Int16Array(floats.span);
  const varies = { number: false, float: false };
  for (let row = 0; row < numbers.span; row++) {
    let left = -1;
    for (let column = 0; column < floats.span; column++) {
      const taken = sweep.visit(row, column);
      if (row === 0) firstRow[column] = taken;
      varies.number ||= taken !== firstRow[column];
      varies.float ||= column > 0 && taken !== left;
      left = taken;
    }
  }
  const { tallies, failures, lacking, untaken, tables } = sweep;
  return {
    grid,
    tallies,
    failures: [...failures.values()],
    lacking: [...lacking],
    untaken,
    tables,
    varies,
  };
}

/** One pass over a grid, row by row. */
class Sweep {
  readonly tallies: Tally[];
  /** By where the expression stands: an attribute that several outcomes share is one. */
  readonly failures = new Map<PropertyKey[], Failure>();
  readonly lacking = new Set<PropertyKey[]>();
  readonly untaken: Untaken = { first: [], cells: 0 };
  readonly tables: Enumeration['tables'];
  private readonly context: Context;
  private readonly variables: { name: string; path: PropertyKey[]; memo: Memo }[];
  private readonly outcomes: { condition: Step | undefined; attributes: Step[] }[];
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
      attributes: attributes.map(({ path, expression }) => ({ path, memo: new Memo(expression) })),
    }));
    this.scale = 10 ** grid.floats.decimals;
  }

  /** Evaluates one cell; gives the outcome that takes it, or -1. */
  visit(row: number, column: number): number {
    const number = this.grid.numbers.min + row;
    const step = this.grid.floats.first + column;
    this.setInputs(number, step);
    for (const variable of this.variables) {
      this.context[variable.name] = this.evaluate(variable, row, column);
    }
    const taken = this.outcomes.findIndex(
      ({ condition }) => !condition || this.evaluate(condition, row, column) === true,
    );
    const outcome = this.outcomes[taken];
    if (outcome) {
      this.tallies[taken]?.add(number, step);
      for (const attribute of outcome.attributes) this.evaluate(attribute, row, column);
    } else {
      this.untaken.cells += 1;
      if (this.untaken.first.length < NAMED_CELLS) this.untaken.first.push(this.cellAt(row, column));
    }
    return taken;
  }

  private setInputs(number: number, step: number): void {
    const units = number * step;
    this.context.number = BigInt(number);
    // Where both parts are exact, a division rounds once, as reading the decimal text does.
    this.context.float = step / this.scale;
    this.context.product = Number.isSafeInteger(units)
      ? units / this.scale
      : Number(exactProduct(number, step, this.grid.floats.decimals));
  }

  /** The value, or undefined where it cannot be evaluated, which is noted. */
  private evaluate({ path, memo }: Step, row: number, column: number): unknown {
    try {
      return memo.at(this.context, row, column);
    } catch (error) {
      const known = this.failures.get(path);
      // All names were known when this was compiled, so that what is unknown now is a variable that has failed.
      if (whatIsWrong(error).code === 'unknown_variable') this.lacking.add(path);
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

interface Step {
  path: PropertyKey[];
  memo: Memo;
}
