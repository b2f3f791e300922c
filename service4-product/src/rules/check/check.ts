import { parseRuleFile } from '../file/parse';
import { errorAt, type Finding, type RuleProblem } from '../file/problem';
import type { RuleFile } from '../file/rule-file';
import { isCausedByRepair, repairKeepsOutcomes, validate } from '../file/validate';
import { compile, type Compiled } from '../language/compile';
import type { Program } from '../language/program';
import { enumerate, type Enumeration } from '../odds/enumerate';
import { gridOf } from '../odds/grid';
import { type Odds, shareOf } from '../odds/odds';
import { productRange, unitsText } from '../odds/tally';
import { formFindings } from './form-checks';
import { gridErrors, gridWarnings } from './grid-checks';

/** The result of checking a rule file. Without errors it has the compiled rule set and its exact odds. */
export interface Checked {
  problems: RuleProblem[];
  program?: Program;
  odds?: Odds;
}

/** Checks a rule file's text: its form, its expressions, and every draw of its grid. */
export function checkRules(file: string, yaml: string): Checked {
  const parsed = parseRuleFile(file, yaml);
  if ('problems' in parsed) return { problems: parsed.problems };
  const { findings: repaired, file: rules } = validate(parsed.data);
  if (!rules) return { problems: repaired.map(parsed.locate) };
  const { findings, program, hasGrid } = compileWithForm(rules);
  const errors = [...repaired, ...findings.filter((finding) => !isCausedByRepair(finding, repaired))];
  const enumeration = hasGrid && repairKeepsOutcomes(repaired) ? tryEnumerate(program, errors) : undefined;
  if (enumeration) errors.push(...gridErrors(program, enumeration));
  if (errors.length > 0 || !enumeration) return { problems: sortByPlace(errors.map(parsed.locate)) };
  const problems = sortByPlace(gridWarnings(program, enumeration).map(parsed.locate));
  return { problems, program, odds: oddsOf(program, enumeration) };
}

/** Compiles a rule file's text without evaluating a draw; returns undefined when it has mistakes. */
export function compileChecked(yaml: string): Program | undefined {
  const parsed = parseRuleFile('', yaml);
  if ('problems' in parsed) return undefined;
  const { findings: repaired, file } = validate(parsed.data);
  if (!file || repaired.length > 0) return undefined;
  const { findings, program } = compileWithForm(file);
  return findings.length > 0 ? undefined : program;
}

/** Compiles a rule set, and adds the mistakes in its form. */
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

const sortByPlace = (problems: RuleProblem[]) =>
  problems.sort((a, b) => a.line - b.line || a.column - b.column);

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
