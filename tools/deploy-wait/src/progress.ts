import type { ServiceState } from './state';

/** Tells of each service when something about it changes, and nothing in between: the log of a pipeline is read later. */
export class Progress {
  private readonly told = new Map<string, string>();

  constructor(private readonly write: (line: string) => void) {}

  show(services: readonly ServiceState[], seconds: number): void {
    for (const { name, state, running, wanted, detail } of services) {
      const line = `${name} ${running}/${wanted} ${state}${detail ? `: ${detail}` : ''}`;
      if (this.told.get(name) === line) continue;
      this.told.set(name, line);
      this.write(`${seconds.toFixed(0).padStart(4)} s  ${line}`);
    }
  }
}
