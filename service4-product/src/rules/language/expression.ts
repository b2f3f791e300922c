import { type ASTNode, Environment, type ParseResult } from '@marcbachmann/cel-js';

/** The inputs that an expression depends on, directly or through variables: a sum of NUMBER and FLOAT. */
export type Inputs = 0 | 1 | 2 | 3;
export const NUMBER = 1;
export const FLOAT = 2;
export const BOTH = 3;

/** The values for an evaluation: inputs, tables and variables by name. */
export type Context = Record<string, unknown>;

export interface Expression {
  source: string;
  /** Its CEL type, such as `bool`. */
  type: string;
  inputs: Inputs;
  evaluate: (context: Context) => unknown;
  /** Whether all variables and tables that it uses are valid; if not, it must not be evaluated. */
  usable: boolean;
}

/** An expression has a mistake; `range` is the part with the mistake, in characters. */
export class ExpressionError extends Error {
  constructor(
    message: string,
    readonly range?: { start: number; end: number },
  ) {
    super(message);
  }
}

/** The names that the expressions of a rule set may use, each with the inputs that it depends on. */
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

  /** @throws {ExpressionError} when the name is used already, or is reserved by CEL */
  declare(name: string, type: string, inputs: Inputs): void {
    if (this.known.has(name)) throw new ExpressionError(`the name ${name} is used already: choose another`);
    try {
      this.environment.registerVariable(name, type);
    } catch {
      throw new ExpressionError(`the name ${name} is reserved in expressions: choose another`);
    }
    this.known.set(name, inputs);
  }

  /** Declares a name whose own expression has a mistake, so that expressions that use it are not reported too. */
  declareBroken(name: string): void {
    if (this.known.has(name)) return;
    this.declare(name, 'dyn', BOTH);
    this.broken.add(name);
  }

  /**
   * Compiles an expression in CEL (Common Expression Language).
   * @throws {ExpressionError} when it is invalid, uses an unknown name, or has none of `types`
   */
  compile(source: string, types: readonly string[] = []): Expression {
    const parsed = this.parse(source);
    const { valid, type = 'dyn', error } = parsed.check();
    if (!valid) throw this.toExpressionError(error);
    if (types.length > 0 && !types.includes(type) && type !== 'dyn') {
      throw new ExpressionError(`must have the type ${types.join(' or ')}, got ${type}`);
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
      throw this.toExpressionError(error);
    }
  }

  private toExpressionError(error: unknown): ExpressionError {
    const { message, code, range } = describeCelError(error);
    const known = code === 'unknown_variable' ? `; known are ${this.names.join(', ')}` : '';
    return new ExpressionError(`${message}${known}`, range);
  }
}

interface CelError {
  /** The message without the excerpt of the expression. */
  summary?: string;
  message: string;
  code?: string;
  range?: ExpressionError['range'];
}

/** An error of the CEL evaluator, with its message as part of a sentence. */
export function describeCelError(error: unknown) {
  const { summary, message, code, range } = error as CelError;
  const sentence = summary ?? message;
  return { message: sentence.charAt(0).toLowerCase() + sentence.slice(1), code, range };
}

/** The names in a part of an expression, including those that it binds itself. */
function namesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(namesIn);
  if (typeof node !== 'object' || node === null || !('op' in node)) return [];
  const { op, args } = node as ASTNode;
  return op === 'id' ? [args] : namesIn(args);
}
