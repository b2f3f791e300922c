const PAUSE_MS = 1_000;

/** Shows the number of finished rows once a second. Prints nothing if standard error is not a terminal. */
export class Progress {
  private rows = 0;
  private printedAt = performance.now();
  private isShown = false;

  /** @param done a participle for the finished rows, such as `written` */
  constructor(private readonly done: string) {}

  readonly add = (rows = 1): void => {
    this.rows += rows;
    if (!process.stderr.isTTY || performance.now() - this.printedAt < PAUSE_MS) return;
    this.printedAt = performance.now();
    this.isShown = true;
    process.stderr.write(`\r${this.rows} rows ${this.done}`);
  };

  /** Removes the line. */
  readonly end = (): void => {
    if (this.isShown) process.stderr.write('\r\x1b[K');
  };
}
