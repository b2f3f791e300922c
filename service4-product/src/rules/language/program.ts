import type { FloatRange } from '@quartet/draws';
import type { Expression } from './expression';
import type { Format, RuleFile } from '../file/rule-file';
import type { Table } from '../file/tables';

export interface NamedExpression {
  name: string;
  /** Where it stands in the rule file. */
  path: PropertyKey[];
  expression: Expression;
}

export interface Outcome {
  label: string;
  /** The condition; the last outcome has none. */
  when: Expression | undefined;
  /** The rule's and its own, which win. */
  attributes: NamedExpression[];
  text: string;
  /** Whether its condition could be compiled; if not, it takes no draw. */
  usable: boolean;
}

/** A rule set whose expressions are compiled: ready to be evaluated, for one draw or for all. */
export interface Program {
  file: RuleFile;
  /** As decimal text. */
  float: FloatRange;
  tables: { name: string; table: Table }[];
  variables: NamedExpression[];
  outcomes: Outcome[];
  formats: Record<string, Format>;
}
