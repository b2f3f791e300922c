import { visitOf } from './machines';
import type { Step } from './steps';
import { summaryOf } from './summary';
import type { Visit } from './visit';

const T = 1_800_000_000_000;
const stepOf = (what: string, start: number, end: number): Step => ({
  ...{ what, result: 'ok', seconds: String((end - start) / 1_000) },
  ...{ start: T + start, end: T + end },
});
/** A visit that began and ended so many milliseconds after T. */
const during = (start: number, end: number, more: Partial<Visit> = {}) =>
  visitOf(0, { started: T + start, ms: end - start, ...more });

/** The cells of a summary by their heading, row by row. */
function tableOf(visits: Visit[], ...steps: Step[]): Record<string, string>[] {
  const [headings = [], ...rows] = summaryOf(visits, steps)
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [headings[index]!, cell])));
}

describe('A summary', () => {
  it('tells of each step what came of the visits', () => {
    const visits = [
      during(0, 10, { moved: 2 }),
      during(100, 400, { retried: 1 }),
      during(200, 300, { result: 'failed', retried: 1 }),
      during(900, 990, { recorded: false }),
    ];
    expect(summaryOf(visits, [stepOf('A machine is drained', 0, 1_000)])).toBe(
      'what\tresult\tseconds\tvisits\tfailed\tretried\tmoved\tslowest ms\tnot recorded yet\tlongest gap ms\n' +
        'A machine is drained\tok\t1\t4\t1\t2\t2\t300\t1\t590\n',
    );
  });

  it('counts a visit in the step in which it ended', () => {
    const visits = [during(900, 1_000), during(950, 1_100, { result: 'failed' })];
    expect(tableOf(visits, stepOf('one', 0, 1_000), stepOf('two', 1_000, 2_000))).toMatchObject([
      { what: 'one', visits: '0', failed: '0', 'slowest ms': '-' },
      { what: 'two', visits: '2', failed: '1' },
    ]);
  });

  it('tells of visits that ended outside of all steps', () => {
    const visits = [during(10, 20), during(1_500, 1_600, { result: 'failed' })];
    expect(tableOf(visits, stepOf('one', 0, 1_000), stepOf('two', 2_000, 3_000))[2]).toMatchObject({
      ...{ what: '(outside of all steps)', visits: '1', failed: '1', 'longest gap ms': '-' },
    });
  });

  it('takes as a gap also that before the first object and after the last, and that in which visits fail', () => {
    const around = [during(-100, -50), during(3_000, 3_050)];
    const gap = (...visits: Visit[]) =>
      tableOf([...around, ...visits], stepOf('one', 0, 1_000))[0]!['longest gap ms'];
    expect(gap(during(500, 700), during(700, 800))).toBe('700');
    expect(gap(during(0, 200))).toBe('800');
    expect(gap(during(90, 100), during(400, 500, { result: 'failed' }), during(890, 900))).toBe('800');
    expect(gap()).toBe('1000');
  });

  it('takes for no gap the time before the first visitor and after the last', () => {
    const visits = [during(400, 450), during(500, 600)];
    const steps = [stepOf('one', 0, 1_000), stepOf('two', 1_000, 2_000)];
    expect(tableOf(visits, ...steps)).toMatchObject([
      { visits: '2', 'longest gap ms': '150' },
      { visits: '0', 'longest gap ms': '-' },
    ]);
  });
});
