import { checkNumberRange, decimalGrid, DrawError, floatRangeFromJson } from '@quartet/draws';
import { type Expression, ExpressionError, Scope } from './expression';
import { formatFindings, orderFindings, placeholderFindings } from './form-checks';
import type { Finding } from '../file/problem';
import type { NamedExpression, Outcome, Program } from './program';
import type { RuleFile } from '../file/rule-file';
import { TableError, typedTable } from '../file/tables';

const CONDITION = ['bool'];
const ATTRIBUTE = ['string', 'int', 'double', 'bool'];

/** A compiled rule set, with every mistake in its expressions, ranges, tables and texts, and in the order of its outcomes. */
export interface Compiled {
  findings: Finding[];
  program: Program;
  /** Whether the ranges are such that every draw can be looked at. */
  hasGrid: boolean;
}

/** Compiles a rule set's expressions. What is wrong is left out, so that the rest of the rule set can be checked too. */
export function compile(file: RuleFile): Compiled {
  const findings: Finding[] = [];
  const attempt = <T>(path: PropertyKey[], make: () => T): T | undefined => {
    try {
      return make();
    } catch (error) {
      findings.push(findingOf(error, path));
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
    each?: (name: string, expression: Expression) => void,
  ) =>
    Object.entries(sources).flatMap(([name, source]): NamedExpression[] => {
      const expression = attempt([...path, name], () => {
        const compiled = scope.compile(source, types);
        if (compiled.usable) each?.(name, compiled);
        return compiled;
      });
      if (expression?.usable) return [{ name, path: [...path, name], expression }];
      if (each) scope.declareBroken(name);
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
  findings.push(...orderFindings(file), ...placeholderFindings(file), ...formatFindings(file, outcomes));
  const program = { file, float, tables, variables, outcomes, formats: file.format ?? {} };
  return { findings, program, hasGrid };
}

/** In place of a condition that cannot be compiled. */
const NEVER: Expression = { source: 'false', type: 'bool', inputs: 0, usable: false, evaluate: () => false };

function findingOf(error: unknown, path: PropertyKey[]): Finding {
  const { message } = error as Error;
  const found = { severity: 'error', message } as const;
  if (error instanceof ExpressionError) return { ...found, path, range: error.range };
  if (error instanceof DrawError) return { ...found, path: [...path, error.parameter] };
  if (error instanceof TableError) return { ...found, path: [...path, ...error.path] };
  throw error;
}
