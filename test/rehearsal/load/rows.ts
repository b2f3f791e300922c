import { linesOf } from './files';
import { FileProblem } from './mistakes';

/** A recorded object, as it was selected from the database. */
export interface Row {
  id: string;
  /** Its seed and index, where they were selected too. */
  draw?: string;
}

/** So that what a database says instead of rows is not taken for one. */
const ROW = /^([\w-]{24})(?:\t([^\t]+\t\d+))?$/;

export async function readRows(file: string): Promise<Row[]> {
  return (await linesOf(file)).map((line, index) => {
    const [, id, draw] = ROW.exec(line) ?? [];
    if (id === undefined)
      throw new FileProblem(`${file}: line ${index + 1} is neither an id nor id, seed and index.`);
    return { id, ...(draw === undefined ? {} : { draw }) };
  });
}
