import type { ExportFormat } from '@quartet/contracts';
import { ALGORITHM } from '@quartet/draws';
import type { MadeObject } from '../objects/drawn-object';
import type { RuleSet } from '../rules/book/rule-set';

/** What a draw comes to, but for its index. */
export type ExportRow = Omit<MadeObject, 'rule' | 'version'>;

/** Which draws: `count` indexes from `index` upward, of one seed. */
export interface Range {
  seed: string;
  index: number;
  count: number;
}

/** How rows are written: what is before and after all of them, between two, and each as its index with two texts around it. */
export interface Writer {
  head: string;
  between: string;
  foot: string;
  before: string;
  after: (cell: ExportRow) => string;
}

/** CSV is RFC 4180, lines ended by a newline alone; NDJSON and JSON have a row as an object. A JSON document that was cut short is none. */
export function writerOf(format: ExportFormat, ruleSet: RuleSet, range: Range): Writer {
  if (format === 'csv') return csv(ruleSet);
  const rows = { before: '{"index":', after: jsonAfter };
  if (format === 'ndjson') return { head: '', between: '\n', foot: '\n', ...rows };
  const { name: rule, version } = ruleSet;
  const about = JSON.stringify({ rule, version, ...range, algorithm: ALGORITHM });
  return { head: `${about.slice(0, -1)},"rows":[\n`, between: ',\n', foot: '\n]}\n', ...rows };
}

function csv(ruleSet: RuleSet): Writer {
  const names = [
    ...new Set(ruleSet.outcomes.flatMap(({ attributes }) => attributes.map(({ name }) => name))),
  ];
  const columns = ['index', 'number', 'float', 'product', 'outcome', ...names, 'text'];
  return {
    head: `${columns.map(field).join(',')}\n`,
    between: '\n',
    foot: '\n',
    before: '',
    after: ({ number, float, product, outcome, attributes, text }) =>
      ['', number, float, product, outcome, ...names.map((name) => attributes[name] ?? ''), text]
        .map((value) => field(String(value)))
        .join(','),
  };
}

/** Quoted where it has to be. */
const field = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const jsonAfter = ({ float, product, ...cell }: ExportRow) => {
  const { number, ...rest } = cell;
  const json = JSON.stringify({ number, float: Number(float), product: Number(product), ...rest });
  return `,${json.slice(1)}`;
};
