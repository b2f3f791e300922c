import { parseStep } from '@quartet/draws';
import { LRUCache } from 'lru-cache';
import { exactProduct } from '../decimals';
import type { RuleSet } from '../rules/book/rule-set';
import type { ExportRow } from './formats';

/** The draws that a cache holds before it is cleared; the text of a draw takes some hundred bytes. */
const MAX_ROWS = 50_000;

/** Caches the text of each different draw of a rule set, since an export has far more rows than its grid has cells. */
export class RowCache {
  /** The caches of the latest exports, which clients request page by page. */
  private static readonly recent = new LRUCache<string, RowCache>({ max: 2 });

  /** The cache for a rule set and a format; `write` formats a row. */
  static for(ruleSet: RuleSet, format: string, write: (row: ExportRow) => string): RowCache {
    const key = `${ruleSet.name} ${ruleSet.version} ${format}`;
    const cache = RowCache.recent.get(key) ?? new RowCache(ruleSet, write);
    RowCache.recent.set(key, cache);
    return cache;
  }

  private readonly texts = new Map<string, string>();

  private constructor(
    private readonly ruleSet: RuleSet,
    private readonly write: (row: ExportRow) => string,
  ) {}

  textOf(number: number, float: string): string {
    const key = `${number} ${float}`;
    const cached = this.texts.get(key);
    if (cached !== undefined) return cached;
    if (this.texts.size >= MAX_ROWS) this.texts.clear();
    const text = this.write(this.rowOf(number, float));
    this.texts.set(key, text);
    return text;
  }

  private rowOf(number: number, float: string): ExportRow {
    const { decimals } = this.ruleSet.float;
    const product = exactProduct(number, parseStep(float, decimals) ?? NaN, decimals);
    return { number, float, product, ...this.ruleSet.decide(number, float, product) };
  }
}
