/** Under npm, one Ctrl-C arrives twice within milliseconds: from the terminal and from npm. A person takes longer. */
const ECHO_MS = 500;

const PARENT_CHECK_MS = 200;

/** The source of signals: the process, or an emitter in tests. */
export type Signals = Pick<NodeJS.EventEmitter, 'on'>;

export interface StopRequests {
  first: Promise<void>;
  /** A second request means: do not wait any longer. */
  second: Promise<void>;
}

/**
 * Listens for SIGINT and SIGTERM. Under npm, the exit of the parent process counts as a first request, because npm's shell
 * does not pass signals on. `now` returns the time in milliseconds, `parentId` the process id of the parent.
 */
export function stopRequests(
  signals: Signals,
  now = () => performance.now(),
  parentId?: () => number,
): StopRequests {
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
  if (parentId)
    onChange(parentId, () => {
      resolveFirst();
    });
  return { first, second };
}

function onChange(read: () => number, changed: () => void): void {
  const first = read();
  const timer = setInterval(() => {
    if (read() === first) return;
    clearInterval(timer);
    changed();
  }, PARENT_CHECK_MS);
  timer.unref();
}
