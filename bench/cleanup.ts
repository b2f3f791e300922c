const cleanups: (() => Promise<void>)[] = [];
let running: Promise<void> | undefined;

const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Registers a function for `cleanUp`. */
export function onCleanup(cleanup: () => Promise<void>): void {
  cleanups.push(cleanup);
}

/** @throws {Error} once the cleanup has begun: it would miss a process started now */
export function throwIfCleaningUp(): void {
  if (running) throw new Error('Interrupted.');
}

/** Runs the registered functions once, the latest first. An error is printed and does not stop the others. */
export function cleanUp(): Promise<void> {
  running ??= (async () => {
    for (const cleanup of cleanups.reverse()) {
      await cleanup().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
    }
  })();
  return running;
}

/** Cleans up before the process exits on Ctrl-C, SIGTERM or SIGHUP. */
export function cleanUpOnSignals(): void {
  for (const [signal, code] of Object.entries(EXIT_CODES)) {
    process.on(signal, () => void cleanUp().then(() => process.exit(code)));
  }
}
