import { FileError } from './files';
import type { RecordedObject } from './recorded-objects';
import type { Visit } from './visit';

const MAX_LISTED = 10;

/**
 * Compares the visits of a journal with the recorded objects, and reports lost and duplicate objects.
 *
 * @throws {FileError} if no visit was shown an object
 */
export function compare(
  visits: readonly Visit[],
  recorded: readonly RecordedObject[],
): { isConsistent: boolean; report: string } {
  const shown = visits.filter((visit) => visit.result === 'ok');
  if (shown.length === 0) throw new FileError('The journal contains no shown object to compare.');
  const queued = shown.filter((visit) => visit.recorded === false).length;
  const ids = new Set(recorded.map(({ id }) => id));
  const lost = shown.filter(({ id = '' }) => !ids.has(id)).map(describeVisit);
  const duplicates = [...duplicateIds(recorded), ...duplicateDraws(visits, recorded)];
  const lines = [
    `shown objects: ${shown.length} (${queued} queued)`,
    `recorded objects: ${ids.size}`,
    ...list('lost', lost),
    ...list('duplicates', duplicates),
  ];
  return { isConsistent: lost.length + duplicates.length === 0, report: `${lines.join('\n')}\n` };
}

function describeVisit({ id = '', seed, index, started, recorded }: Visit): string {
  const time = new Date(started).toISOString();
  return `${id} (${seed}, ${index}), shown at ${time}${recorded === false ? ', queued' : ''}`;
}

const duplicateIds = (recorded: readonly RecordedObject[]) =>
  [...groupBy(recorded, ({ id }) => id)].flatMap(([id, { length }]) =>
    length > 1 ? [`${id} is recorded ${length} times`] : [],
  );

/**
 * Finds draws of these visits that are recorded under two ids: the retry of a draw may have used another version of the rules.
 * Includes failed visits, because the site may have recorded their draws.
 */
function duplicateDraws(visits: readonly Visit[], recorded: readonly RecordedObject[]): string[] {
  const visited = new Set(visits.map(({ seed, index }) => `${seed}\t${index}`));
  const candidates = recorded.filter(({ draw }) => draw !== undefined && visited.has(draw));
  return [...groupBy(candidates, ({ draw = '' }) => draw)].flatMap(([draw, objects]) => {
    const ids = [...new Set(objects.map(({ id }) => id))];
    return ids.length > 1 ? [`${draw.replace('\t', ', ')} is recorded as ${ids.join(' and ')}`] : [];
  });
}

function groupBy(
  objects: readonly RecordedObject[],
  key: (object: RecordedObject) => string,
): Map<string, RecordedObject[]> {
  const groups = new Map<string, RecordedObject[]>();
  for (const object of objects) {
    const group = groups.get(key(object));
    if (group) group.push(object);
    else groups.set(key(object), [object]);
  }
  return groups;
}

function list(heading: string, items: readonly string[]): string[] {
  const more = items.length - MAX_LISTED;
  return [
    `${heading}: ${items.length}`,
    ...items.slice(0, MAX_LISTED).map((item) => `  ${item}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
