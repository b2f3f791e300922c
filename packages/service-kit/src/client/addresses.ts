import { lookup } from 'node:dns/promises';

/** Gives all addresses of a name. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** So long addresses are taken as they were. */
const FRESH_MS = 1_000;
/** Addresses of which nobody has asked for so long may be anybody's by now. */
const OLD_MS = 10_000;

/**
 * The addresses of a name, asked for anew about once a second, and only while they are used.
 * Old ones serve while new ones are asked for, and for as long as asking fails.
 */
export class Addresses {
  /** A new list only where they have changed. */
  list: readonly string[] = [];
  private asking: Promise<void> | undefined;
  private askedAt = -Infinity;

  constructor(
    private readonly name: string,
    private readonly resolve: Resolve = lookupAll,
  ) {}

  /** Has them asked for where it is time to; gives what must be waited for before they can be used, if anything. */
  renew(): Promise<void> | undefined {
    if (this.list.length === 0) return this.askOnce();
    const age = performance.now() - this.askedAt;
    if (this.asking || age < FRESH_MS) return undefined;
    const asking = this.askOnce();
    return age < OLD_MS ? undefined : asking;
  }

  /** One question at a time: where DNS hangs, it shall not take up all the threads that Node asks by. */
  private askOnce(): Promise<void> {
    return (this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
      this.askedAt = performance.now();
    }));
  }

  private async ask(): Promise<void> {
    try {
      const found = [...new Set(await this.resolve(this.name))].sort();
      if (found.length > 0 && found.join() !== this.list.join()) this.list = found;
    } catch (error) {
      if (this.list.length === 0) throw error;
    }
  }
}

/** As the system does it, /etc/hosts included, and not of DNS alone: `localhost` is a name too. */
const lookupAll: Resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);
