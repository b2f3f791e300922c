import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { FileError, readText } from './files';
import type { Visit } from './visit';

/** An append-only file with one line of JSON for each visit. */
export class Journal {
  private constructor(
    private readonly file: string,
    private readonly stream: WriteStream,
  ) {}

  /**
   * @param onError called when a write fails
   * @throws {FileError} if the file cannot be opened
   */
  static async open(file: string, onError: () => void): Promise<Journal> {
    const stream = createWriteStream(file, { flags: 'a' });
    const journal = new Journal(file, stream);
    await once(stream, 'open').catch((error: unknown) => {
      throw journal.writeError(error);
    });
    stream.on('error', onError);
    return journal;
  }

  readonly add = (visit: Visit): void => {
    this.stream.write(`${JSON.stringify(visit)}\n`);
  };

  /** @throws {FileError} if a write has failed */
  async close(): Promise<void> {
    if (!this.stream.errored) {
      this.stream.end();
      await once(this.stream, 'close').catch(() => undefined);
    }
    if (this.stream.errored) throw this.writeError(this.stream.errored);
  }

  private writeError(error: unknown): FileError {
    return new FileError(`Cannot write ${this.file}: ${(error as Error).message}`);
  }
}

/**
 * Reads all visits of a journal. Skips an incomplete last line, because the journal may still be written.
 *
 * @throws {FileError} if another line is not a visit
 */
export async function readJournal(file: string): Promise<Visit[]> {
  const lines = (await readText(file)).split('\n').slice(0, -1);
  return lines.map((line, index) => {
    const visit = parseVisit(line);
    if (!visit) throw new FileError(`${file}: line ${index + 1} is not a visit.`);
    return visit;
  });
}

/** Returns the end of a visit, in milliseconds since 1970. */
export const endOf = ({ started, ms }: Visit): number => started + ms;

function parseVisit(line: string): Visit | undefined {
  try {
    const visit = JSON.parse(line) as Partial<Visit>;
    const isVisit =
      visit.result === 'failed' || (visit.result === 'ok' && typeof visit.id === 'string' && visit.id !== '');
    return isVisit && [visit.started, visit.ms].every(Number.isFinite) ? (visit as Visit) : undefined;
  } catch {
    return undefined;
  }
}
