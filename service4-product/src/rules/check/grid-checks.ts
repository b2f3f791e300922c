import type { Cell, Enumeration } from '../odds/enumerate';
import { type Expression, FLOAT, NUMBER, whatIsWrong } from '../language/expression';
import { errorAt, type Finding, warningAt } from '../file/problem';
import type { Program } from '../language/program';
import { placeholders } from '../language/text';
import { shadowingOutcomes } from './shadowing-outcomes';

/** What only evaluating every cell shows to be wrong. */
export function gridErrors(program: Program, enumeration: Enumeration): Finding[] {
  return [
    ...failureFindings(enumeration),
    ...untakenFindings(program, enumeration),
    ...unreachedFindings(program, enumeration),
  ];
}

/** What only evaluating every cell shows to be of no use; says something where there are no errors. */
export function gridWarnings(program: Program, enumeration: Enumeration): Finding[] {
  return [...inputFindings(program, enumeration), ...tableFindings(enumeration)];
}

/** Expressions that fail for some draw, such as one that asks a table for what it has not. */
function failureFindings({ failures, grid }: Enumeration): Finding[] {
  return failures.map(({ path, error: thrown, first, cells }) => {
    const { said, range } = whatIsWrong(thrown);
    const remedy = 'add what is missing to the table, or narrow the ranges';
    const message = `fails for ${tellCell(first)}: ${said} (${tellCells(cells, grid.cells)}): ${remedy}`;
    return { ...errorAt(path, message), range };
  });
}

/** Draws that no outcome takes, where the last outcome has a condition. */
function untakenFindings({ outcomes }: Program, { untaken, grid, failures }: Enumeration): Finding[] {
  const last = outcomes.length - 1;
  if (outcomes[last]?.when === undefined || outcomes.some(({ usable }) => !usable)) return [];
  const path = ['outcomes', last, 'when'];
  if (untaken.cells === 0 || failures.length > 0)
    return [errorAt(path, 'the last outcome takes what is left: remove its "when"')];
  const some = untaken.first.map(tellCell).join('; ');
  return [
    errorAt(
      path,
      `no outcome takes ${tellCells(untaken.cells, grid.cells)}, such as ${some}: add a last outcome without "when", or remove this one's`,
    ),
  ];
}

/** Outcomes that no draw brings about: because their condition never holds, or because earlier ones take all of its draws. */
function unreachedFindings(program: Program, enumeration: Enumeration): Finding[] {
  const undecided = [...enumeration.failures.map(({ path }) => path), ...enumeration.lacking];
  return program.outcomes.flatMap(({ label, when, usable }, index): Finding[] => {
    const failing = undecided.some(
      (path) => path[0] === 'outcomes' && path[1] === index && path[2] === 'when',
    );
    if ((enumeration.tallies[index]?.cells ?? 0) > 0 || failing || !usable) return [];
    if (when === undefined)
      return [
        errorAt(
          ['outcomes', index],
          `${label} cannot happen: the outcomes before it take every draw: remove it, or narrow their conditions`,
        ),
      ];
    const takers = shadowingOutcomes(program, enumeration, index);
    const path = ['outcomes', index, 'when'];
    if (takers.length === 0)
      return [
        errorAt(
          path,
          `${label} cannot happen: no number and float of the ranges fulfil its condition: mend it, or widen the ranges`,
        ),
      ];
    return [
      errorAt(
        path,
        `${label} cannot happen: it is hidden by ${takers.join(' and ')} before it: move it up, or narrow ${takers.length > 1 ? 'their conditions' : 'its condition'}`,
      ),
    ];
  });
}

/** An input that makes no difference: not to the outcome, nor to an attribute or the text. */
function inputFindings(program: Program, { varies, grid }: Enumeration): Finding[] {
  const { outcomes } = program;
  const attributes = outcomes.flatMap((outcome) => outcome.attributes.map(({ expression }) => expression));
  const shown = outcomes.flatMap(({ text }) => placeholders(text));
  const unused = (name: 'number' | 'float', bit: number, span: number) => {
    const matters =
      varies[name] || shown.includes(name) || shown.includes('product') || attributes.some(looksAt(bit));
    return span > 1 && !matters
      ? [
          warningAt(
            [name],
            `${name} makes no difference to the outcome, the attributes or the text: use it, or give it one value`,
          ),
        ]
      : [];
  };
  return [...unused('number', NUMBER, grid.numbers.span), ...unused('float', FLOAT, grid.floats.span)];
}

const looksAt =
  (bit: number) =>
  ({ inputs }: Expression) =>
    (inputs & bit) !== 0;

/** Table entries that no draw asks for. */
function tableFindings({ tables }: Enumeration): Finding[] {
  return tables.flatMap(({ name, tracked }) =>
    tracked
      .unused()
      .map((path) =>
        warningAt(['tables', name, ...path], 'no draw uses this entry: remove it, or widen the ranges'),
      ),
  );
}

const tellCell = ({ number, float }: Cell) => `number ${number} and float ${float}`;
const tellCells = (cells: number, all: number) =>
  `${cells.toLocaleString('en')} of ${all.toLocaleString('en')} draws`;
