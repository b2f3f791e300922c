import { type ASTNode, Environment, type ParseResult } from '@marcbachmann/cel-js';

/** Which inputs an expression looks at, directly or through variables: a sum of NUMBER and FLOAT. */
export type Inputs = 0 | 1 | 2 | 3;
export const NUMBER = 1;
export const FLOAT = 2;
export const BOTH = 3;

export type Value = string | number | boolean;

/** What expressions are evaluated over: inputs, tables and variables by name. */
export type Context = Record<string, unknown>;

export interface Expression {
  source: string;
  /** Its CEL type, such as `bool`. */
  type: string;
  inputs: Inputs;
  evaluate: (context: Context) => unknown;
  /** Whether all that it uses is right; if not, it says nothing about draws. */
  usable: boolean;
}

/** An expression is wrong: `range` is the part of it at fault, in characters. */
export class ExpressionError extends Error {
  constructor(
    message: string,
    readonly range?: { start: number; end: number },
  ) {
    super(message);
  }
}

/** The names that expressions of one rule set may use, and the inputs that each of them comes from. */
export class Scope {
  private readonly environment = new Environment({
    unlistedVariablesAreDyn: false,
    limits: { maxAstNodes: 2_000, maxDepth: 100 },
  });
  private readonly known = new Map<string, Inputs>();
  private readonly broken = new Set<string>();

  constructor() {
    this.declare('number', 'int', NUMBER);
    this.declare('float', 'double', FLOAT);
    this.declare('product', 'double', BOTH);
  }

  get names(): string[] {
    return [...this.known.keys()];
  }

  /** @throws {ExpressionError} where the name is taken, by the rule set or by CEL itself */
  declare(name: string, type: string, inputs: Inputs): void {
    if (this.known.has(name)) throw new ExpressionError(`the name ${name} is taken already: choose another`);
    try {
      this.environment.registerVariable(name, type);
    } catch {
      throw new ExpressionError(`the name ${name} has a meaning of its own in expressions: choose another`);
    }
    this.known.set(name, inputs);
  }

  /** Makes known a name whose own expression is wrong, so that what uses it is not told to be wrong as well. */
  declareBroken(name: string): void {
    if (this.known.has(name)) return;
    this.declare(name, 'dyn', BOTH);
    this.broken.add(name);
  }

  /**
   * An expression in CEL (Common Expression Language), ready to be evaluated.
   * @throws {ExpressionError} where it is not one, uses what there is not, or gives none of `types`
   */
  compile(source: string, types: readonly string[] = []): Expression {
    const parsed = this.parse(source);
    const { valid, type = 'dyn', error } = parsed.check();
    if (!valid) throw this.explain(error);
    if (types.length > 0 && !types.includes(type) && type !== 'dyn') {
      throw new ExpressionError(`gives ${type}, but must give ${types.join(' or ')}`);
    }
    const names = namesIn(parsed.ast);
    const inputs = names.reduce<number>((sum, name) => sum | (this.known.get(name) ?? 0), 0) as Inputs;
    const usable = !names.some((name) => this.broken.has(name));
    return { source, type, inputs, usable, evaluate: (context) => parsed(context) as unknown };
  }

  private parse(source: string): ParseResult {
    try {
      return this.environment.parse(source);
    } catch (error) {
      throw this.explain(error);
    }
  }

  private explain(error: unknown): ExpressionError {
    const { said, code, range } = whatIsWrong(error);
    const known = code === 'unknown_variable' ? `; known are ${this.names.join(', ')}` : '';
    return new ExpressionError(`${said}${known}`, range);
  }
}

/** What the evaluator threw, as part of a sentence; without its own drawing of the place, of which it tells `range` as well. */
export function whatIsWrong(thrown: unknown) {
  const { summary, message, code, range } = thrown as {
    summary?: string;
    message: string;
    code?: string;
    range?: ExpressionError['range'];
  };
  const said = summary ?? message;
  return { said: said.charAt(0).toLowerCase() + said.slice(1), code, range };
}

/** The names that a part of an expression uses, those that it binds itself included. */
function namesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(namesIn);
  if (typeof node !== 'object' || node === null || !('op' in node)) return [];
  const { op, args } = node as ASTNode;
  return op === 'id' ? [args] : namesIn(args);
}

/** CEL's int is a BigInt in this implementation, and an object's attribute a plain number. */
export const plain = (value: unknown): Value =>
  typeof value === 'bigint' ? Number(value) : (value as Value);
