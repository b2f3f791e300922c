const PAUSE_MS = 1_000;

/** Tells on a terminal, once a second, how many rows a long command has done; elsewhere it says nothing. */
export class Progress {
  private rows = 0;
  private toldAt = performance.now();
  private isShown = false;

  constructor(private readonly done: string) {}

  readonly add = (rows = 1): void => {
    this.rows += rows;
    if (!process.stderr.isTTY || performance.now() - this.toldAt < PAUSE_MS) return;
    this.toldAt = performance.now();
    this.isShown = true;
    process.stderr.write(`\r${this.rows} rows ${this.done}`);
  };

  /** Takes the line away again. */
  readonly end = (): void => {
    if (this.isShown) process.stderr.write('\r\x1b[K');
  };
}
