import { checkNumberRange, decimalGrid, DrawError, floatRangeFromJson } from '@quartet/draws';
import { type Expression, ExpressionError, Scope } from './expression';
import type { Finding } from '../file/problem';
import type { NamedExpression, Outcome, Program } from './program';
import type { RuleFile } from '../file/rule-file';
import { TableError, typedTable } from '../file/tables';

const CONDITION = ['bool'];
const ATTRIBUTE = ['string', 'int', 'double', 'bool'];

/** A compiled rule set, with every mistake in its ranges, tables and expressions. */
export interface Compiled {
  findings: Finding[];
  program: Program;
  /** Whether both ranges are valid, so that every draw can be evaluated. */
  hasGrid: boolean;
}

/** Compiles a rule set's tables and expressions. Leaves out those with a mistake, so that the rest can be checked too. */
export function compile(file: RuleFile): Compiled {
  const findings: Finding[] = [];
  const attempt = <T>(path: PropertyKey[], compilePart: () => T): T | undefined => {
    try {
      return compilePart();
    } catch (error) {
      findings.push(toFinding(error, path));
      return undefined;
    }
  };
  const float = floatRangeFromJson(file.float);
  attempt(['number'], () => {
    checkNumberRange(file.number);
  });
  attempt(['float'], () => decimalGrid(float));
  const hasGrid = findings.length === 0;

  const scope = new Scope();
  const tables = Object.entries(file.tables ?? {}).flatMap(([name, value]) => {
    const table = attempt(['tables', name], () => {
      const typed = typedTable(value);
      scope.declare(name, typed.type, 0);
      return typed;
    });
    if (!table) scope.declareBroken(name);
    return table ? [{ name, table }] : [];
  });
  const compileAll = (
    sources: Record<string, string> = {},
    path: PropertyKey[],
    types: string[],
    onCompiled?: (name: string, expression: Expression) => void,
  ) =>
    Object.entries(sources).flatMap(([name, source]): NamedExpression[] => {
      const expression = attempt([...path, name], () => {
        const compiled = scope.compile(source, types);
        if (compiled.usable) onCompiled?.(name, compiled);
        return compiled;
      });
      if (expression?.usable) return [{ name, path: [...path, name], expression }];
      if (onCompiled) scope.declareBroken(name);
      return [];
    });
  const variables = compileAll(file.variables, ['variables'], [], (name, { type, inputs }) => {
    scope.declare(name, type, inputs);
  });
  const shared = compileAll(file.attributes, ['attributes'], ATTRIBUTE);
  const outcomes = file.outcomes.map(({ label, when, attributes, text }, index): Outcome => {
    const path = ['outcomes', index];
    const condition =
      when === undefined ? undefined : attempt([...path, 'when'], () => scope.compile(when, CONDITION));
    const own = compileAll(attributes, [...path, 'attributes'], ATTRIBUTE);
    const inherited = shared.filter(({ name }) => !own.some((attribute) => attribute.name === name));
    const usable = when === undefined || condition?.usable === true;
    return {
      label,
      when: usable ? condition : NEVER,
      attributes: [...inherited, ...own],
      text: text ?? file.text,
      usable,
    };
  });
  const program = {
    file,
    float,
    tables,
    variables,
    outcomes,
    formats: new Map(Object.entries(file.format ?? {})),
  };
  return { findings, program, hasGrid };
}

/** Replaces a condition that cannot be compiled. */
const NEVER: Expression = { source: 'false', type: 'bool', inputs: 0, usable: false, evaluate: () => false };

function toFinding(error: unknown, path: PropertyKey[]): Finding {
  const finding = { severity: 'error', message: (error as Error).message } as const;
  if (error instanceof ExpressionError) return { ...finding, path, range: error.range };
  if (error instanceof DrawError) return { ...finding, path: [...path, error.parameter] };
  if (error instanceof TableError) return { ...finding, path: [...path, ...error.path] };
  throw error;
}
