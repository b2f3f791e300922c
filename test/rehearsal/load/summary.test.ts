import { createVisit } from './fixtures';
import type { Step } from './steps';
import { summarize } from './summary';
import type { Visit } from './visit';

const T = 1_800_000_000_000;
/** Creates a step. `start` and `end` are milliseconds after T. */
const createStep = (title: string, start: number, end: number): Step => ({
  title,
  result: 'ok',
  seconds: String((end - start) / 1_000),
  start: T + start,
  end: T + end,
});
/** Creates a visit. `start` and `end` are milliseconds after T. */
const visitDuring = (start: number, end: number, overrides: Partial<Visit> = {}) =>
  createVisit(0, { started: T + start, ms: end - start, ...overrides });

/** Returns the rows of a summary as objects, with the headings as keys. */
function parseSummary(visits: Visit[], ...steps: Step[]): Record<string, string>[] {
  const [headings = [], ...rows] = summarize(visits, steps)
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [headings[index]!, cell])));
}

describe('summarize', () => {
  it('counts the visits of each step', () => {
    const visits = [
      visitDuring(0, 10, { moved: 2 }),
      visitDuring(100, 400, { retried: 1 }),
      visitDuring(200, 300, { result: 'failed', retried: 1 }),
      visitDuring(900, 990, { recorded: false }),
    ];
    expect(summarize(visits, [createStep('Drain a machine', 0, 1_000)])).toBe(
      'step\tresult\tseconds\tvisits\tfailed\tretried\tmoved\tslowest ms\tqueued\tlongest gap ms\n' +
        'Drain a machine\tok\t1\t4\t1\t2\t2\t300\t1\t590\n',
    );
  });

  it('counts a visit for the step that it ended in', () => {
    const visits = [visitDuring(900, 1_000), visitDuring(950, 1_100, { result: 'failed' })];
    expect(parseSummary(visits, createStep('one', 0, 1_000), createStep('two', 1_000, 2_000))).toMatchObject([
      { step: 'one', visits: '0', failed: '0', 'slowest ms': '-' },
      { step: 'two', visits: '2', failed: '1' },
    ]);
  });

  it('counts visits that ended outside of all steps in an extra row', () => {
    const visits = [visitDuring(10, 20), visitDuring(1_500, 1_600, { result: 'failed' })];
    expect(
      parseSummary(visits, createStep('one', 0, 1_000), createStep('two', 2_000, 3_000))[2],
    ).toMatchObject({
      step: '(outside of all steps)',
      visits: '1',
      failed: '1',
      'longest gap ms': '-',
    });
  });

  it('includes failed visits and the time before the first and after the last object in the longest gap', () => {
    const around = [visitDuring(-100, -50), visitDuring(3_000, 3_050)];
    const gap = (...visits: Visit[]) =>
      parseSummary([...around, ...visits], createStep('one', 0, 1_000))[0]!['longest gap ms'];
    expect(gap(visitDuring(500, 700), visitDuring(700, 800))).toBe('700');
    expect(gap(visitDuring(0, 200))).toBe('800');
    expect(
      gap(visitDuring(90, 100), visitDuring(400, 500, { result: 'failed' }), visitDuring(890, 900)),
    ).toBe('800');
    expect(gap()).toBe('1000');
  });

  it('excludes the time before the first and after the last visit from the longest gap', () => {
    const visits = [visitDuring(400, 450), visitDuring(500, 600)];
    const steps = [createStep('one', 0, 1_000), createStep('two', 1_000, 2_000)];
    expect(parseSummary(visits, ...steps)).toMatchObject([
      { visits: '2', 'longest gap ms': '150' },
      { visits: '0', 'longest gap ms': '-' },
    ]);
  });
});
