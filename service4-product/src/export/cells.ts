import { parseStep } from '@quartet/draws';
import { exactProduct } from '../objects/product';
import type { RuleSet } from '../rules/rule-set';
import type { Cell } from './formats';

/** How many draws are remembered; beyond that it begins anew. A text of a draw takes some hundred bytes. */
const MOST = 100_000;

/** What draws come to, written by `write`: each different draw is decided once, since an export has far more rows than a grid has cells. */
export class Cells {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly ruleSet: RuleSet,
    private readonly write: (cell: Cell) => string,
  ) {}

  textOf(number: number, float: string): string {
    const key = `${number} ${float}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.known.size >= MOST) this.known.clear();
    const text = this.write(this.decide(number, float));
    this.known.set(key, text);
    return text;
  }

  private decide(number: number, float: string): Cell {
    const { decimals } = this.ruleSet.float;
    const product = exactProduct(number, parseStep(float, decimals) ?? NaN, decimals);
    return { number, float, product, ...this.ruleSet.decide(number, float, product) };
  }
}
