/** One Ctrl-C arrives twice under npm: from the terminal, and passed on by npm within milliseconds. People are slower. */
const ECHO_MS = 500;

/** What signals come from: a process, or what a test puts in its place. */
export type Signals = Pick<NodeJS.EventEmitter, 'on'>;

export interface StopRequests {
  once: Promise<void>;
  /** Asked again: somebody does not want to wait. */
  twice: Promise<void>;
}

/** Listens for SIGINT and SIGTERM; `now` tells the time in milliseconds. */
export function stopRequests(signals: Signals, now = () => performance.now()): StopRequests {
  let first: number | undefined;
  let ask: () => void;
  let insist: () => void;
  const once = new Promise<void>((resolve) => (ask = resolve));
  const twice = new Promise<void>((resolve) => (insist = resolve));
  const onSignal = () => {
    first ??= now();
    ask();
    if (now() - first > ECHO_MS) insist();
  };
  signals.on('SIGINT', onSignal);
  signals.on('SIGTERM', onSignal);
  return { once, twice };
}
