import { errorAt, type Finding, warningAt } from '../file/problem';
import { AttributeError } from '../language/attribute';
import { describeCelError, type Expression, FLOAT, NUMBER } from '../language/expression';
import type { Program } from '../language/program';
import { placeholders } from '../language/text';
import { type Cell, enumerate, type Enumeration } from '../odds/enumerate';

/** The mistakes that only the evaluation of every cell shows. */
export function gridErrors(program: Program, enumeration: Enumeration): Finding[] {
  return [
    ...failureFindings(enumeration),
    ...unmatchedFindings(program, enumeration),
    ...unreachableFindings(program, enumeration),
  ];
}

/** The unused inputs and table entries that only the evaluation of every cell shows. Requires a rule set without errors. */
export function gridWarnings(program: Program, enumeration: Enumeration): Finding[] {
  return [...inputFindings(program, enumeration), ...tableFindings(enumeration)];
}

/** Expressions that fail for some draw, such as an index beyond a table's end. */
function failureFindings({ failures, grid }: Enumeration): Finding[] {
  return failures.map(({ path, error, first, cells }) => {
    const count = formatCount(cells, grid.cells);
    if (error instanceof AttributeError)
      return errorAt(path, `${error.message} for ${formatCell(first)} (${count})`);
    const { message: reason, range } = describeCelError(error);
    const fix = 'add what is missing to the table, or narrow the ranges';
    const message = `fails for ${formatCell(first)}: ${reason} (${count}): ${fix}`;
    return { ...errorAt(path, message), range };
  });
}

/** Draws that match no outcome, when the last outcome has a condition. */
function unmatchedFindings({ outcomes }: Program, { unmatched, grid, failures }: Enumeration): Finding[] {
  const last = outcomes.length - 1;
  if (outcomes[last]?.when === undefined || outcomes.some(({ usable }) => !usable)) return [];
  const path = ['outcomes', last, 'when'];
  if (unmatched.cells === 0 || failures.length > 0)
    return [errorAt(path, 'the last outcome matches all remaining draws: remove its "when"')];
  const count = formatCount(unmatched.cells, grid.cells);
  const examples = unmatched.first.map(formatCell).join('; ');
  const fix = `add a last outcome without "when", or remove this one's`;
  return [errorAt(path, `no outcome matches ${count}, such as ${examples}: ${fix}`)];
}

/** Outcomes without a draw: their condition never holds, or earlier outcomes match all their draws. */
function unreachableFindings(program: Program, enumeration: Enumeration): Finding[] {
  const undecided = [...enumeration.failures.map(({ path }) => path), ...enumeration.blocked];
  return program.outcomes.flatMap(({ label, when, usable }, index): Finding[] => {
    const isUndecided = undecided.some(
      (path) => path[0] === 'outcomes' && path[1] === index && path[2] === 'when',
    );
    if ((enumeration.tallies[index]?.cells ?? 0) > 0 || isUndecided || !usable) return [];
    if (when === undefined) {
      const fix = 'remove it, or narrow their conditions';
      const message = `${label} cannot happen: the outcomes before it match every draw: ${fix}`;
      return [errorAt(['outcomes', index], message)];
    }
    const path = ['outcomes', index, 'when'];
    const shadowing = shadowingOutcomes(program, enumeration, index);
    if (shadowing.length === 0) {
      const fix = 'correct it, or widen the ranges';
      const message = `${label} cannot happen: its condition holds for no number and float of the ranges: ${fix}`;
      return [errorAt(path, message)];
    }
    const fix = `move it up, or narrow ${shadowing.length > 1 ? 'their conditions' : 'its condition'}`;
    return [
      errorAt(path, `${label} cannot happen: it is hidden by ${shadowing.join(' and ')} before it: ${fix}`),
    ];
  });
}

/** The labels of the earlier outcomes that match the draws for which the condition of outcome `index` holds. */
function shadowingOutcomes(program: Program, { grid, tallies }: Enumeration, index: number): string[] {
  const hidden = program.outcomes.slice(index, index + 1);
  const earlier = program.outcomes.slice(0, index);
  // With the hidden outcome first, each outcome that shadows it has fewer draws than before.
  const { tallies: reordered } = enumerate({ ...program, outcomes: [...hidden, ...earlier] }, grid);
  return earlier
    .filter((_, position) => (tallies[position]?.cells ?? 0) > (reordered[position + 1]?.cells ?? 0))
    .map(({ label }) => label);
}

/** Inputs with more than one value that affect neither the outcome, an attribute nor the text. */
function inputFindings(program: Program, { varies, grid }: Enumeration): Finding[] {
  const { outcomes } = program;
  const attributes = outcomes.flatMap((outcome) => outcome.attributes.map(({ expression }) => expression));
  const shown = outcomes.flatMap(({ text }) => placeholders(text));
  const check = (name: 'number' | 'float', input: number, span: number): Finding[] => {
    const isShown = shown.includes(name) || shown.includes('product');
    if (span === 1 || varies[name] || isShown || attributes.some(dependsOn(input))) return [];
    const fix = 'use it, or give it one value';
    return [warningAt([name], `${name} does not affect the outcome, the attributes or the text: ${fix}`)];
  };
  return [...check('number', NUMBER, grid.numbers.span), ...check('float', FLOAT, grid.floats.span)];
}

const dependsOn =
  (input: number) =>
  ({ inputs }: Expression) =>
    (inputs & input) !== 0;

/** Table entries that no draw uses. */
function tableFindings({ tables }: Enumeration): Finding[] {
  return tables.flatMap(({ name, tracked }) =>
    tracked
      .unused()
      .map((path) =>
        warningAt(['tables', name, ...path], 'no draw uses this entry: remove it, or widen the ranges'),
      ),
  );
}

const formatCell = ({ number, float }: Cell) => `number ${number} and float ${float}`;
const formatCount = (cells: number, all: number) =>
  `${cells.toLocaleString('en')} of ${all.toLocaleString('en')} draws`;
