import type { FloatRange } from '@quartet/draws';
import type { Expression } from './expression';
import type { Format, RuleFile } from '../file/rule-file';
import type { Table } from '../file/tables';

export interface NamedExpression {
  name: string;
  /** Its path in the rule file. */
  path: PropertyKey[];
  expression: Expression;
}

export interface Outcome {
  label: string;
  /** The condition; undefined for the last outcome. */
  when: Expression | undefined;
  /** The general attributes and its own, which take precedence. */
  attributes: NamedExpression[];
  text: string;
  /** Whether its condition is valid; if not, it matches no draw. */
  usable: boolean;
}

/** A rule set with compiled expressions, to be evaluated for one draw or for all. */
export interface Program {
  file: RuleFile;
  /** The bounds are decimal text. */
  float: FloatRange;
  tables: { name: string; table: Table }[];
  variables: NamedExpression[];
  outcomes: Outcome[];
  formats: ReadonlyMap<string, Format>;
}
