/** A failure that an operator causes on purpose, to see that alerts fire and that the site recovers. */
export interface Drill {
  /**
   * `delay`: requests wait for `milliseconds`; `errors`: they fail with 500; `hang`: they get no response until the drill ends;
   * `crash`: they end the process; `database`: calls of the database fail.
   */
  kind: DrillKind;
  /** The time until the drill ends. */
  seconds: number;
  milliseconds: number;
  /** The share of requests that it hits, from 0 to 1. */
  share: number;
}

export type DrillKind = 'delay' | 'errors' | 'hang' | 'crash' | 'database';

/** The drills of a service; at most one runs. */
export class Drills {
  /** The drills that this service offers. */
  readonly kinds: DrillKind[] = ['delay', 'errors', 'hang', 'crash'];
  private running: Drill | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly held = new Set<() => void>();

  get current(): Drill | undefined {
    return this.running;
  }

  /** Starts a drill, which replaces the running one. `onEnd` is called when its time is over. */
  start(drill: Drill, onEnd: () => void): void {
    this.end();
    this.running = drill;
    this.timer = setTimeout(() => {
      this.end();
      onEnd();
    }, drill.seconds * 1_000).unref();
  }

  /** Ends the running drill, and lets the requests that hang continue. */
  end(): void {
    clearTimeout(this.timer);
    this.running = undefined;
    const held = [...this.held];
    this.held.clear();
    for (const proceed of held) proceed();
  }

  /** Calls `proceed` when the running drill ends. Returns a function that cancels this. */
  hold(proceed: () => void): () => void {
    this.held.add(proceed);
    return () => this.held.delete(proceed);
  }

  /** Returns the running drill if it hits this request. */
  hitRequest(): Drill | undefined {
    const { running } = this;
    return running && running.kind !== 'database' && Math.random() < running.share ? running : undefined;
  }

  /** Offers the drill `database`. The returned function throws while it runs. */
  offerDatabase(): () => void {
    this.kinds.push('database');
    return () => {
      if (this.running?.kind === 'database') throw new Error('a drill makes the database unavailable');
    };
  }
}
