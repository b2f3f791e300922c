import { FileProblem } from './mistakes';
import type { Row } from './rows';
import type { Visit } from './visit';

const MOST_SHOWN = 10;

/** The journal held against the record: what it comes to, in words, and whether all is well. */
export function compare(visits: readonly Visit[], rows: readonly Row[]): { isFine: boolean; text: string } {
  const shown = visits.filter((visit) => visit.result === 'ok');
  if (shown.length === 0)
    throw new FileProblem('The journal has no object that was shown: nothing is proved.');
  const late = shown.filter(({ recorded }) => recorded === false).length;
  const ids = new Set(rows.map(({ id }) => id));
  const lost = shown.filter(({ id = '' }) => !ids.has(id)).map(lostOf);
  const doubled = [...idsTwice(rows), ...drawsTwice(visits, rows)];
  const lines = [
    `shown: ${shown.length}, of which ${late} were not recorded yet at the time`,
    `recorded: ${ids.size}`,
    ...listed('lost', lost),
    ...listed('doubled', doubled),
  ];
  return { isFine: lost.length + doubled.length === 0, text: `${lines.join('\n')}\n` };
}

function lostOf({ id = '', seed, index, started, recorded }: Visit): string {
  const time = new Date(started).toISOString();
  return `${id} (${seed}, ${index}) of ${time}${recorded === false ? ', not recorded yet then' : ''}`;
}

const idsTwice = (rows: readonly Row[]) =>
  [...countedBy(rows, ({ id }) => id)].flatMap(([id, { length }]) =>
    length > 1 ? [`${id} is there ${length} times`] : [],
  );

/** Two ids of one draw: a try that failed for the visitor only, and one that followed other rules. Of visits that failed, too. */
function drawsTwice(visits: readonly Visit[], rows: readonly Row[]): string[] {
  const own = new Set(visits.map(({ seed, index }) => `${seed}\t${index}`));
  const ofOwn = rows.filter(({ draw }) => draw !== undefined && own.has(draw));
  return [...countedBy(ofOwn, ({ draw = '' }) => draw)].flatMap(([draw, same]) => {
    const ids = [...new Set(same.map(({ id }) => id))];
    return ids.length > 1 ? [`${draw.replace('\t', ', ')} is there as ${ids.join(' and ')}`] : [];
  });
}

function countedBy(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function listed(what: string, items: readonly string[]): string[] {
  const more = items.length - MOST_SHOWN;
  return [
    `${what}: ${items.length}`,
    ...items.slice(0, MOST_SHOWN).map((item) => `  ${item}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
