import { compile, type Compiled } from '../language/compile';
import { enumerate, type Enumeration } from '../odds/enumerate';
import { gridOf } from '../odds/grid';
import { formFindings } from './form-checks';
import { gridErrors, gridWarnings } from './grid-checks';
import { type Odds, shareOf } from '../odds/odds';
import { errorAt, type Finding, type RuleProblem } from '../file/problem';
import type { Program } from '../language/program';
import type { RuleFile } from '../file/rule-file';
import { readFile } from '../file/read-file';
import { productRange, unitsText } from '../odds/tally';
import { decidesAlike, isAboutMending, validate } from '../file/validate';

/** What a rule file came to: its problems, and where none is an error, the rule set and its exact odds. */
export interface Checked {
  problems: RuleProblem[];
  program?: Program;
  odds?: Odds;
}

/** Checks a rule file's text: its form, its expressions, and every draw of its grid. */
export function checkRules(file: string, yaml: string): Checked {
  const read = readFile(file, yaml);
  if ('problems' in read) return { problems: read.problems };
  const { findings: mended, file: rules } = validate(read.data);
  if (!rules) return { problems: mended.map(read.locate) };
  const { findings, program, hasGrid } = compileWithForm(rules);
  const errors = [...mended, ...findings.filter((finding) => !isAboutMending(finding, mended))];
  const enumeration = hasGrid && decidesAlike(mended) ? tryEnumerate(program, errors) : undefined;
  if (enumeration) errors.push(...gridErrors(program, enumeration));
  if (errors.length > 0 || !enumeration) return { problems: inOrder(errors.map(read.locate)) };
  const problems = inOrder(gridWarnings(program, enumeration).map(read.locate));
  return { problems, program, odds: oddsOf(program, enumeration) };
}

/** A rule file's text compiled, without looking at any draw; undefined where it has mistakes. */
export function compileChecked(yaml: string): Program | undefined {
  const read = readFile('', yaml);
  if ('problems' in read) return undefined;
  const { findings: mended, file } = validate(read.data);
  if (!file || mended.length > 0) return undefined;
  const { findings, program } = compileWithForm(file);
  return findings.length > 0 ? undefined : program;
}

/** Compiles a rule set, and adds the mistakes that its form shows. */
function compileWithForm(file: RuleFile): Compiled {
  const compiled = compile(file);
  const findings = [...compiled.findings, ...formFindings(file, compiled.program.outcomes)];
  return { ...compiled, findings };
}

function tryEnumerate(program: Program, errors: Finding[]): Enumeration | undefined {
  try {
    return enumerate(program, gridOf(program));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    errors.push(errorAt(['number'], error.message));
    return undefined;
  }
}

const inOrder = (problems: RuleProblem[]) => problems.sort((a, b) => a.line - b.line || a.column - b.column);

function oddsOf({ outcomes }: Program, { grid, tallies }: Enumeration): Odds {
  const { min, max } = productRange(grid);
  const { decimals } = grid.floats;
  return {
    cells: grid.cells,
    product: { min: unitsText(min, decimals), max: unitsText(max, decimals) },
    outcomes: outcomes.flatMap(({ label }, index) => {
      const tally = tallies[index];
      return tally ? [{ label, ...shareOf(tally.cells, grid.cells), product: tally.distribution(grid) }] : [];
    }),
  };
}
