import type { ExportFormat } from '@quartet/contracts';
import { ALGORITHM } from '@quartet/draws';
import { csvRows } from '@quartet/service-kit/csv';
import type { BaseObject } from '../objects/drawn-object';
import type { RuleSet } from '../rules/book/rule-set';

/** An exported draw without its index. */
export type ExportRow = Omit<BaseObject, 'rule' | 'version'>;

/** The draws to export: `count` indexes of one seed, from `index` upward. */
export interface ExportRange {
  seed: string;
  index: number;
  count: number;
}

/** The texts of a format. A row is `beforeIndex`, its index, and the text that `afterIndex` returns. */
export interface RowFormat {
  header: string;
  separator: string;
  footer: string;
  beforeIndex: string;
  afterIndex: (row: ExportRow) => string;
}

/** CSV follows RFC 4180 with LF line ends. NDJSON and JSON have one object per row; a truncated JSON document is invalid. */
export function rowFormat(format: ExportFormat, ruleSet: RuleSet, range: ExportRange): RowFormat {
  if (format === 'csv') return csvFormat(ruleSet);
  const row = { beforeIndex: '{"index":', afterIndex: jsonAfterIndex };
  if (format === 'ndjson') return { header: '', separator: '\n', footer: '\n', ...row };
  const { name: rule, version } = ruleSet;
  const about = JSON.stringify({ rule, version, ...range, algorithm: ALGORITHM });
  return { header: `${about.slice(0, -1)},"rows":[\n`, separator: ',\n', footer: '\n]}\n', ...row };
}

function csvFormat(ruleSet: RuleSet): RowFormat {
  const attributeNames = [
    ...new Set(ruleSet.outcomes.flatMap(({ attributes }) => attributes.map(({ name }) => name))),
  ];
  const columns = ['index', 'number', 'float', 'product', 'outcome', ...attributeNames, 'text'];
  return {
    header: csvRows([columns]),
    separator: '\n',
    footer: '\n',
    beforeIndex: '',
    afterIndex: ({ number, float, product, outcome, attributes, text }) =>
      csvRows([
        ['', number, float, product, outcome, ...attributeNames.map((name) => attributes[name] ?? ''), text],
      ]).slice(0, -1),
  };
}

const jsonAfterIndex = ({ number, float, product, ...rest }: ExportRow) => {
  const json = JSON.stringify({ number, float: Number(float), product: Number(product), ...rest });
  return `,${json.slice(1)}`;
};
