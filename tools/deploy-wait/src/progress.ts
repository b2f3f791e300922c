import type { ServiceState } from './state';

/** Prints a line for a service only when its state changes, to keep a pipeline's log short. */
export class Progress {
  private readonly lastLines = new Map<string, string>();

  constructor(private readonly write: (line: string) => void) {}

  show(services: readonly ServiceState[], seconds: number): void {
    for (const { name, state, running, wanted, detail } of services) {
      const line = `${name} ${running}/${wanted} ${state}${detail ? `: ${detail}` : ''}`;
      if (this.lastLines.get(name) === line) continue;
      this.lastLines.set(name, line);
      this.write(`${seconds.toFixed(0).padStart(4)} s  ${line}`);
    }
  }
}
