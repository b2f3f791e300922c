import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { textOf } from './files';
import { FileProblem } from './mistakes';
import type { Visit } from './visit';

/** A file with a line of JSON for each visit. What stands there stays. */
export class Journal {
  private constructor(
    private readonly file: string,
    private readonly stream: WriteStream,
  ) {}

  /** `broken` hears when it can be written no more. */
  static async open(file: string, broken: () => void): Promise<Journal> {
    const stream = createWriteStream(file, { flags: 'a' });
    const journal = new Journal(file, stream);
    await once(stream, 'open').catch((error: unknown) => {
      throw journal.problem(error);
    });
    stream.on('error', broken);
    return journal;
  }

  readonly add = (visit: Visit): void => {
    this.stream.write(`${JSON.stringify(visit)}\n`);
  };

  /** @throws FileProblem where not all of it could be written */
  async close(): Promise<void> {
    if (!this.stream.errored) {
      this.stream.end();
      await once(this.stream, 'close').catch(() => undefined);
    }
    if (this.stream.errored) throw this.problem(this.stream.errored);
  }

  private problem(error: unknown): FileProblem {
    return new FileProblem(`${this.file} cannot be written: ${(error as Error).message}`);
  }
}

/** All visits of a journal, also of one that is still being written: what stands behind its last line break is no visit yet. */
export async function readJournal(file: string): Promise<Visit[]> {
  const lines = (await textOf(file)).split('\n').slice(0, -1);
  return lines.map((line, index) => {
    const visit = parse(line);
    if (!visit) throw new FileProblem(`${file}: line ${index + 1} is no visit.`);
    return visit;
  });
}

/** When its end was, in milliseconds since 1970. */
export const endOf = ({ started, ms }: Visit): number => started + ms;

function parse(line: string): Visit | undefined {
  try {
    const visit = JSON.parse(line) as Partial<Visit>;
    const isVisit =
      visit.result === 'failed' || (visit.result === 'ok' && typeof visit.id === 'string' && visit.id !== '');
    return isVisit && [visit.started, visit.ms].every(Number.isFinite) ? (visit as Visit) : undefined;
  } catch {
    return undefined;
  }
}
