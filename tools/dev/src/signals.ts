/** Under npm, one Ctrl-C arrives twice within milliseconds: from the terminal and from npm. A person takes longer. */
const ECHO_MS = 500;

/** The source of signals: the process, or an emitter in tests. */
export type Signals = Pick<NodeJS.EventEmitter, 'on'>;

export interface StopRequests {
  first: Promise<void>;
  /** A second request means: do not wait any longer. */
  second: Promise<void>;
}

/** Listens for SIGINT and SIGTERM; `now` returns the time in milliseconds. */
export function stopRequests(signals: Signals, now = () => performance.now()): StopRequests {
  let firstAt: number | undefined;
  let resolveFirst: () => void;
  let resolveSecond: () => void;
  const first = new Promise<void>((resolve) => (resolveFirst = resolve));
  const second = new Promise<void>((resolve) => (resolveSecond = resolve));
  const onSignal = () => {
    firstAt ??= now();
    resolveFirst();
    if (now() - firstAt > ECHO_MS) resolveSecond();
  };
  signals.on('SIGINT', onSignal);
  signals.on('SIGTERM', onSignal);
  return { first, second };
}
