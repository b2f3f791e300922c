import { linesOf } from './files';
import { FileProblem } from './mistakes';

/** What was done while visitors came. */
export interface Step {
  what: string;
  result: string;
  seconds: string;
  /** Milliseconds since 1970; the step lasts until just before its end. */
  start: number;
  end: number;
}

export async function readSteps(file: string): Promise<Step[]> {
  const steps = (await linesOf(file)).map((line, index) => {
    const step = parse(line);
    if (!step)
      throw new FileProblem(
        `${file}: line ${index + 1} is not WHAT, RESULT, SECONDS, START and END with tabs between, the last two in seconds since 1970.`,
      );
    return step;
  });
  if (steps.length === 0) throw new FileProblem(`${file} has no step.`);
  return steps;
}

function parse(line: string): Step | undefined {
  const [what = '', result = '', seconds = '', start = '', end = '', ...more] = line.split('\t');
  // Ten digits: milliseconds, which have thirteen, would put every visit outside of all steps.
  if (more.length > 0 || ![start, end].every((time) => /^\d{10}(\.\d+)?$/.test(time))) return undefined;
  const step = { what, result, seconds, start: Number(start) * 1_000, end: Number(end) * 1_000 };
  return step.start <= step.end ? step : undefined;
}
