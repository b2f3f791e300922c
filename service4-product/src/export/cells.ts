import { parseStep } from '@quartet/draws';
import { exactProduct } from '../objects/product';
import { LRUCache } from 'lru-cache';
import type { RuleSet } from '../rules/book/rule-set';
import type { ExportRow } from './formats';

/** How many draws are remembered; beyond that it begins anew. A text of a draw takes some hundred bytes. */
const MOST = 50_000;

/** What draws come to, written by `write`: each different draw is decided once, since an export has far more rows than a grid has cells. */
export class Cells {
  /** Those of the exports that are asked for just now, page by page. */
  private static readonly recent = new LRUCache<string, Cells>({ max: 2 });

  static of(ruleSet: RuleSet, format: string, write: (cell: ExportRow) => string): Cells {
    const key = `${ruleSet.name} ${ruleSet.version} ${format}`;
    const cells = Cells.recent.get(key) ?? new Cells(ruleSet, write);
    Cells.recent.set(key, cells);
    return cells;
  }

  private readonly known = new Map<string, string>();

  private constructor(
    private readonly ruleSet: RuleSet,
    private readonly write: (cell: ExportRow) => string,
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

  private decide(number: number, float: string): ExportRow {
    const { decimals } = this.ruleSet.float;
    const product = exactProduct(number, parseStep(float, decimals) ?? NaN, decimals);
    return { number, float, product, ...this.ruleSet.decide(number, float, product) };
  }
}
