import { endOf } from './journal';
import type { Step } from './steps';
import type { Visit } from './visit';

const HEADINGS = ['what', 'result', 'seconds', 'visits', 'failed', 'retried', 'moved'];
const MORE_HEADINGS = ['slowest ms', 'not recorded yet', 'longest gap ms'];

/**
 * A table of what visitors had of each step. A visit belongs to the step in which it ended, when the visitor knew what came of it; what
 * ended outside of all steps is a row more, so that no failure goes missing.
 */
export function summaryOf(visits: readonly Visit[], steps: readonly Step[]): string {
  const isIn = (visit: Visit, { start, end }: Step) => endOf(visit) >= start && endOf(visit) < end;
  const rows = steps.map((step) => {
    const ofStep = visits.filter((visit) => isIn(visit, step));
    return [step.what, step.result, step.seconds, ...figuresOf(ofStep), gapOf(visits, step)];
  });
  const outside = visits.filter((visit) => !steps.some((step) => isIn(visit, step)));
  if (outside.length > 0) rows.push(['(outside of all steps)', '-', '-', ...figuresOf(outside), '-']);
  return [[...HEADINGS, ...MORE_HEADINGS], ...rows].map((row) => `${row.join('\t')}\n`).join('');
}

function figuresOf(visits: readonly Visit[]): (string | number)[] {
  const sum = (of: (visit: Visit) => number) => visits.reduce((total, visit) => total + of(visit), 0);
  return [
    visits.length,
    sum(({ result }) => Number(result === 'failed')),
    sum(({ retried }) => retried),
    sum(({ moved }) => moved),
    visits.length === 0 ? '-' : visits.reduce((slowest, { ms }) => Math.max(slowest, ms), 0),
    sum(({ recorded }) => Number(recorded === false)),
  ];
}

/** The longest time of a step in which nobody was shown an object, as far as there were visitors at all. */
function gapOf(visits: readonly Visit[], step: Step): string | number {
  const from = visits.reduce((first, { started }) => Math.min(first, started), Infinity);
  const to = visits.reduce((last, visit) => Math.max(last, endOf(visit)), -Infinity);
  const [start, end] = [Math.max(from, step.start), Math.min(to, step.end)];
  if (start >= end) return '-';
  const shown = visits
    .filter(({ result }) => result === 'ok')
    .map(endOf)
    .filter((time) => time >= start && time < end);
  const times = [start, ...shown.sort((one, other) => one - other), end];
  return Math.round(times.reduce((gap, time, index) => Math.max(gap, time - (times[index - 1] ?? time)), 0));
}
