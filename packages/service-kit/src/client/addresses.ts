import { lookup } from 'node:dns/promises';

/** Resolves a host name to all of its addresses. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** Addresses are looked up again after this time. */
const REFRESH_MS = 1_000;
/** Addresses that were not refreshed for this long are not used: they may belong to another service by now. */
const EXPIRY_MS = 10_000;

/**
 * The addresses of a host name. While they are in use, a DNS lookup in the background refreshes them once a second.
 * The previous addresses stay in use during a lookup and after a failed one.
 */
export class Addresses {
  /** Replaced by a new array only when the addresses change. */
  list: readonly string[] = [];
  private pending: Promise<void> | undefined;
  private lookedUpAt = -Infinity;

  constructor(
    private readonly name: string,
    private readonly resolve: Resolve = systemLookup,
  ) {}

  /** Starts a lookup if one is due. Returns it if callers must wait for it: there are no addresses or they have expired. */
  refresh(): Promise<void> | undefined {
    if (this.list.length === 0) return this.lookUpOnce();
    const age = performance.now() - this.lookedUpAt;
    if (this.pending || age < REFRESH_MS) return undefined;
    const pending = this.lookUpOnce();
    return age < EXPIRY_MS ? undefined : pending;
  }

  /** Runs one lookup at a time, because a hanging lookup blocks one of Node's few worker threads. */
  private lookUpOnce(): Promise<void> {
    return (this.pending ??= this.lookUp().finally(() => {
      this.pending = undefined;
      this.lookedUpAt = performance.now();
    }));
  }

  private async lookUp(): Promise<void> {
    try {
      const found = [...new Set(await this.resolve(this.name))].sort();
      if (found.length > 0 && found.join() !== this.list.join()) this.list = found;
    } catch (error) {
      if (this.list.length === 0) throw error;
    }
  }
}

/** Uses the system's resolver rather than DNS only, so that names in /etc/hosts such as `localhost` work. */
const systemLookup: Resolve = async (name) =>
  (await lookup(name, { all: true })).map(({ address }) => address);
