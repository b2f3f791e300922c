import { isIP } from 'node:net';
import { Addresses, type Resolve } from './addresses';
import { Replica } from './replica';

/** The replicas behind a service's DNS name. */
export class Replicas {
  private replicas: Replica[] = [];
  private readonly addresses: Addresses | undefined;
  private appliedList: readonly string[] = [];
  private turn = 0;

  constructor(baseUrl: string, resolve?: Resolve) {
    const name = dnsNameOf(baseUrl);
    if (name === undefined) this.replicas = [new Replica()];
    else this.addresses = new Addresses(name, resolve);
  }

  /** The number of replicas that are known; 1 before the first lookup. */
  get count(): number {
    return Math.max(1, this.addresses?.list.length ?? 1);
  }

  /** The number of replicas whose last call failed. */
  get failingCount(): number {
    return this.replicas.filter(({ isFailing }) => isFailing).length;
  }

  /** Returns the DNS lookup to wait for before `choose`, if there is one; it rejects if the name has no address. */
  ready(): Promise<void> | undefined {
    return this.addresses?.refresh();
  }

  /**
   * Chooses the replica with the fewest calls in flight, round-robin among equals; the caller must call its `end()`.
   * Prefers healthy replicas and those that this call has not tried.
   */
  choose(tried: ReadonlySet<Replica>): Replica {
    this.applyAddresses();
    const rank = (replica: Replica) => (replica.isUnhealthy() ? 2 : 0) + (tried.has(replica) ? 1 : 0);
    const compare = (a: Replica, b: Replica) =>
      rank(a) - rank(b) || a.inFlight - b.inFlight || a.lastTurn - b.lastTurn;
    const chosen = this.replicas.reduce((best, replica) => (compare(replica, best) < 0 ? replica : best));
    chosen.begin(++this.turn);
    return chosen;
  }

  /** Whether there is a replica that this call has not tried. */
  hasUntried(tried: ReadonlySet<Replica>): boolean {
    return this.replicas.some((replica) => !tried.has(replica));
  }

  /** Adds and retires replicas after the addresses have changed. */
  private applyAddresses(): void {
    if (!this.addresses || this.addresses.list === this.appliedList) return;
    this.appliedList = this.addresses.list;
    const previous = new Map(this.replicas.map((replica) => [replica.address, replica]));
    this.replicas = this.appliedList.map((address) => previous.get(address) ?? new Replica(address));
    for (const replica of previous.values()) if (!this.replicas.includes(replica)) replica.retire();
  }
}

/** The host name of a URL; undefined for an address, and for https, where a load balancer is expected. */
function dnsNameOf(baseUrl: string): string | undefined {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'http:' && isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? hostname : undefined;
}
