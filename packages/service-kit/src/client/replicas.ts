import { isIP } from 'node:net';
import { Addresses, type Resolve } from './addresses';
import { Replica } from './replica';

/** The replicas of a service, as its name in DNS tells them, and the choice among them. */
export class Replicas {
  private known: Replica[] = [];
  private readonly addresses: Addresses | undefined;
  private seen: readonly string[] = [];
  private turn = 0;

  constructor(baseUrl: string, resolve?: Resolve) {
    const name = nameIn(baseUrl);
    if (name === undefined) this.known = [new Replica()];
    else this.addresses = new Addresses(name, resolve);
  }

  /** What must be waited for before one can be chosen, if anything; rejects where the name has no address. */
  ready(): Promise<void> | undefined {
    return this.addresses?.renew();
  }

  /**
   * The one that does the least just now, in turns where several do; it counts as busy until its `end()`.
   * One that failed of late or at this very call is only chosen where there is no other.
   */
  choose(tried: ReadonlySet<Replica>): Replica {
    this.follow();
    const rank = (replica: Replica) => (replica.isDoubtful() ? 2 : 0) + (tried.has(replica) ? 1 : 0);
    const compare = (a: Replica, b: Replica) =>
      rank(a) - rank(b) || a.inFlight - b.inFlight || a.turn - b.turn;
    const chosen = this.known.reduce((best, replica) => (compare(replica, best) < 0 ? replica : best));
    chosen.begin(++this.turn);
    return chosen;
  }

  /** Whether there is one that this call has not tried. */
  hasOther(tried: ReadonlySet<Replica>): boolean {
    return this.known.some((replica) => !tried.has(replica));
  }

  /** Takes in who came and who went. */
  private follow(): void {
    if (!this.addresses || this.addresses.list === this.seen) return;
    this.seen = this.addresses.list;
    const before = new Map(this.known.map((replica) => [replica.address, replica]));
    this.known = this.seen.map((address) => before.get(address) ?? new Replica(address));
    for (const replica of before.values()) if (!this.known.includes(replica)) replica.forget();
  }
}

/** The name behind which there may be several: none where an address is given; what is reached by https stands behind a balancer of its own. */
function nameIn(baseUrl: string): string | undefined {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'http:' && isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? hostname : undefined;
}
