import { Agent, type AgentOptions } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';

/** So long a replica that failed is passed over. */
const PASSED_OVER_MS = 3_000;

/** Connections are kept for a while: less than the 65 s after which our servers close them, so that hardly ever both do at once. */
export const KEPT: AgentOptions = { keepAlive: true, timeout: 30_000 };

/** One of those that a service's name stands for: its connections, and how it is doing. */
export class Replica {
  readonly agent: Agent;
  inFlight = 0;
  /** When it was last chosen, as the number of the choice. */
  turn = 0;
  private failedAt: number | undefined;
  private isForgotten = false;

  /** Without an address, the one that the caller connects to anyway. */
  constructor(readonly address?: string) {
    this.agent = new Agent(address === undefined ? KEPT : { ...KEPT, lookup: always(address) });
  }

  begin(turn: number): void {
    this.turn = turn;
    this.inFlight++;
  }

  end(): void {
    this.inFlight--;
    this.closeWhenDone();
  }

  /** It gave an answer, whichever. */
  answered(): void {
    this.failedAt = undefined;
  }

  /** It could not be reached, broke off, or gave no answer in time. */
  failed(): void {
    this.failedAt = performance.now();
  }

  /** Whether others are better asked: after a failure for a while, and then by one call at a time, until it answers. */
  isDoubtful(): boolean {
    if (this.failedAt === undefined) return false;
    return this.inFlight > 0 || performance.now() - this.failedAt < PASSED_OVER_MS;
  }

  /** Its name stands for it no longer: what is in flight ends in peace, then its connections are closed. */
  forget(): void {
    this.isForgotten = true;
    this.closeWhenDone();
  }

  private closeWhenDone(): void {
    if (this.isForgotten && this.inFlight === 0) this.agent.destroy();
  }
}

/** Has a connection to the name go to this address; the name stays in the request's `Host`. */
function always(address: string): LookupFunction {
  const family = isIP(address);
  return (_name, { all }, done) => {
    if (all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}
