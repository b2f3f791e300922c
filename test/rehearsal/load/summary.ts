import { endOf } from './journal';
import type { Step } from './steps';
import type { Visit } from './visit';

const HEADINGS = [
  'step',
  'result',
  'seconds',
  'visits',
  'failed',
  'retried',
  'moved',
  'slowest ms',
  'queued',
  'longest gap ms',
];

/**
 * Returns a table of the visits during each step, with tab-separated columns. A visit counts for the step that it ended in. An extra
 * row counts visits that ended outside of all steps, so that the table includes every failure.
 */
export function summarize(visits: readonly Visit[], steps: readonly Step[]): string {
  const isIn = (visit: Visit, { start, end }: Step) => endOf(visit) >= start && endOf(visit) < end;
  const rows = steps.map((step) => {
    const stepVisits = visits.filter((visit) => isIn(visit, step));
    return [step.title, step.result, step.seconds, ...countVisits(stepVisits), longestGap(visits, step)];
  });
  const outside = visits.filter((visit) => !steps.some((step) => isIn(visit, step)));
  if (outside.length > 0) rows.push(['(outside of all steps)', '-', '-', ...countVisits(outside), '-']);
  return [HEADINGS, ...rows].map((row) => `${row.join('\t')}\n`).join('');
}

function countVisits(visits: readonly Visit[]): (string | number)[] {
  const sum = (count: (visit: Visit) => number) => visits.reduce((total, visit) => total + count(visit), 0);
  return [
    visits.length,
    sum(({ result }) => Number(result === 'failed')),
    sum(({ retried }) => retried),
    sum(({ moved }) => moved),
    visits.length === 0 ? '-' : visits.reduce((slowest, { ms }) => Math.max(slowest, ms), 0),
    sum(({ recorded }) => Number(recorded === false)),
  ];
}

/** Returns the longest time within a step without a successful visit. Ignores the time before the first and after the last visit. */
function longestGap(visits: readonly Visit[], step: Step): string | number {
  const firstStart = visits.reduce((first, { started }) => Math.min(first, started), Infinity);
  const lastEnd = visits.reduce((last, visit) => Math.max(last, endOf(visit)), -Infinity);
  const [start, end] = [Math.max(firstStart, step.start), Math.min(lastEnd, step.end)];
  if (start >= end) return '-';
  const successes = visits
    .filter(({ result }) => result === 'ok')
    .map(endOf)
    .filter((time) => time >= start && time < end);
  const times = [start, ...successes.sort((a, b) => a - b), end];
  return Math.round(times.reduce((gap, time, index) => Math.max(gap, time - (times[index - 1] ?? time)), 0));
}
