import { FileError, readLines } from './files';

/** An object in the database. */
export interface RecordedObject {
  id: string;
  /** Seed and index, separated by a tab, if the query selected them. */
  draw?: string;
}

/** Strict, so that an error message of the database client is not read as an object. */
const LINE = /^([\w-]{24})(?:\t([^\t]+\t\d+))?$/;

/** @throws {FileError} if a line is not an id, optionally followed by a seed and an index */
export async function readRecordedObjects(file: string): Promise<RecordedObject[]> {
  return (await readLines(file)).map((line, index) => {
    const [, id, draw] = LINE.exec(line) ?? [];
    if (id === undefined)
      throw new FileError(`${file}: line ${index + 1} must be an id, or an id, a seed and an index.`);
    return { id, ...(draw === undefined ? {} : { draw }) };
  });
}
