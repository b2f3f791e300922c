import { FileError, readLines } from './files';

/** The machines that visitors connect to, listed in a file. Stands in for the pool of a load balancer. */
export class Pool {
  private constructor(
    private readonly file: string,
    private last: readonly string[],
  ) {}

  /** @throws {FileError} if the file is not a list of base URLs */
  static async open(file: string): Promise<Pool> {
    return new Pool(file, await readMachines(file));
  }

  /** Reads the list again. Returns the last valid list if the file is invalid, as a balancer keeps its last valid configuration. */
  async machines(): Promise<readonly string[]> {
    // Not cached by modification time, whose resolution may be too low to distinguish two changes.
    this.last = await readMachines(this.file).catch(() => this.last);
    return this.last;
  }
}

async function readMachines(file: string): Promise<string[]> {
  const lines = (await readLines(file)).map((line) => line.trim());
  const machines = lines.filter((line) => line !== '').map((line) => parseMachine(line, file));
  if (machines.length === 0) throw new FileError(`${file} lists no machine.`);
  return machines;
}

function parseMachine(line: string, file: string): string {
  const url = URL.canParse(line) ? new URL(line) : undefined;
  if (url?.protocol === 'http:' && url.href === `${url.origin}/`) return url.origin;
  throw new FileError(`${file}: each line must be a base URL such as http://10.0.0.1, got \`${line}\`.`);
}
