import { Agent, type AgentOptions } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';

/** For this long after a failure, the client prefers other replicas. */
const UNHEALTHY_MS = 3_000;

/** Idle connections close before the server's keep-alive timeout (65 s), so that stale connections are rare. */
export const KEEP_ALIVE: AgentOptions = { keepAlive: true, timeout: 30_000 };

/** One replica of a service: its connections, load and health. */
export class Replica {
  readonly agent: Agent;
  inFlight = 0;
  /** The sequence number of its last attempt, for round-robin. */
  lastTurn = 0;
  private failedAt: number | undefined;
  private isRetired = false;

  /** Without an address, connections go to the host of the request. */
  constructor(readonly address?: string) {
    this.agent = new Agent(address === undefined ? KEEP_ALIVE : { ...KEEP_ALIVE, lookup: lookupOf(address) });
  }

  begin(turn: number): void {
    this.lastTurn = turn;
    this.inFlight++;
  }

  end(): void {
    this.inFlight--;
    this.closeIfUnused();
  }

  /** Whether its last call failed. Until a call succeeds, only one call at a time tests it. */
  get isFailing(): boolean {
    return this.failedAt !== undefined;
  }

  /** Call this after any response except 429 and 5xx. */
  markHealthy(): void {
    this.failedAt = undefined;
  }

  /** Call this after a failed connection, a timeout, or a response that the replica is unavailable. */
  markUnhealthy(): void {
    this.failedAt = performance.now();
  }

  /** After `UNHEALTHY_MS`, an idle replica counts as healthy, so that one call at a time tests it until it responds. */
  isUnhealthy(): boolean {
    if (this.failedAt === undefined) return false;
    return this.inFlight > 0 || performance.now() - this.failedAt < UNHEALTHY_MS;
  }

  /** Closes its connections after the calls in flight; for a replica whose address was removed from DNS. */
  retire(): void {
    this.isRetired = true;
    this.closeIfUnused();
  }

  private closeIfUnused(): void {
    if (this.isRetired && this.inFlight === 0) this.agent.destroy();
  }
}

/** A lookup that resolves every name to `address`, so that the `Host` header keeps the service's name. */
function lookupOf(address: string): LookupFunction {
  const family = isIP(address);
  return (_name, { all }, callback) => {
    if (all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}
