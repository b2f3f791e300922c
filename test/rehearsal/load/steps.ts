import { FileError, readLines } from './files';

/** A step of the rehearsal. */
export interface Step {
  title: string;
  result: string;
  seconds: string;
  /** Milliseconds since 1970, inclusive. */
  start: number;
  /** Milliseconds since 1970, exclusive. */
  end: number;
}

/** @throws {FileError} if a line is malformed or the file has no lines */
export async function readSteps(file: string): Promise<Step[]> {
  const steps = (await readLines(file)).map((line, index) => {
    const step = parseStep(line);
    if (!step)
      throw new FileError(
        `${file}: line ${index + 1} must be TITLE, RESULT, SECONDS, START and END, separated by tabs. START and END are seconds since 1970.`,
      );
    return step;
  });
  if (steps.length === 0) throw new FileError(`${file} lists no step.`);
  return steps;
}

function parseStep(line: string): Step | undefined {
  const [title = '', result = '', seconds = '', start = '', end = '', ...more] = line.split('\t');
  // Ten digits exclude milliseconds, which would put every visit outside of all steps.
  if (more.length > 0 || ![start, end].every((time) => /^\d{10}(\.\d+)?$/.test(time))) return undefined;
  const step = { title, result, seconds, start: Number(start) * 1_000, end: Number(end) * 1_000 };
  return step.start <= step.end ? step : undefined;
}
