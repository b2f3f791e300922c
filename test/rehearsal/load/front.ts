import { linesOf } from './files';
import { FileProblem } from './mistakes';

/** The machines that visits go to, as a file lists them: like the pool of a load balancer, of which a drain takes a machine out first. */
export class Front {
  private constructor(
    private readonly file: string,
    private last: readonly string[],
  ) {}

  /** @throws FileProblem where the file is no list of addresses from the beginning */
  static async open(file: string): Promise<Front> {
    return new Front(file, await read(file));
  }

  /** The machines now. As a balancer with a configuration that it cannot read, it goes on with the one before. */
  async machines(): Promise<readonly string[]> {
    // A few lines: read each time, for a time of change may be too coarse to tell two changes apart.
    this.last = await read(this.file).catch(() => this.last);
    return this.last;
  }
}

async function read(file: string): Promise<string[]> {
  const lines = (await linesOf(file)).map((line) => line.trim());
  const machines = lines.filter((line) => line !== '').map((line) => addressOf(line, file));
  if (machines.length === 0) throw new FileProblem(`${file} lists no machine.`);
  return machines;
}

function addressOf(line: string, file: string): string {
  const url = URL.canParse(line) ? new URL(line) : undefined;
  if (url?.protocol === 'http:' && url.href === `${url.origin}/`) return url.origin;
  throw new FileProblem(`${file}: ${line} is no base address such as http://10.0.0.1.`);
}
