/** What has been started and must be ended, in the order of starting. */
const endings: (() => Promise<void>)[] = [];
let ending: Promise<void> | undefined;

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Has `end` called when all is over. */
export function atEnd(end: () => Promise<void>): void {
  endings.push(end);
}

/** @throws {Error} when all is over: what is started then would be ended by nobody */
export function notWhenEnding(): void {
  if (ending) throw new Error('Interrupted.');
}

/** Ends all that was started, the latest first; what cannot be ended does not keep the rest from it. */
export function endAll(): Promise<void> {
  ending ??= (async () => {
    for (const end of endings.reverse()) {
      await end().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
    }
  })();
  return ending;
}

/** Ctrl-C and its like end what was started first, then this process. */
export function endOnSignals(): void {
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => void endAll().then(() => process.exit(code)));
  }
}
