import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { command } from '../src/command';
import { freePorts } from './free-ports';
import { waitFor } from './wait-for';

/** A run of the command in the test's own process. */
export interface Run {
  ports: number[];
  stdout: () => string;
  stderr: () => string;
  /** Waits until `text` has been printed `times` times (default 1). */
  waitForOutput: (text: string, times?: number) => Promise<void>;
  signal: (name: 'SIGINT' | 'SIGTERM') => void;
  exitCode: Promise<number>;
}

export async function runCommand(
  root: string,
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<Run> {
  const ports = await freePorts(4);
  const names = ['NUMBER', 'FLOAT', 'PRODUCT', 'FRONTEND'];
  const signals = new EventEmitter();
  const [stdout, readStdout] = collector();
  const [stderr, readStderr] = collector();
  const portVariables = Object.fromEntries(names.map((name, i) => [`${name}_PORT`, String(ports[i])]));
  const exitCode = command(root, args, {
    env: { PATH: process.env.PATH, ...portVariables, ...env },
    signals,
    stdout,
    stderr,
  });
  let hasEnded = false;
  void exitCode.then(() => (hasEnded = true));
  return {
    ports,
    stdout: readStdout,
    stderr: readStderr,
    waitForOutput: (text, times = 1) =>
      waitFor(`"${text}"`, () => {
        const all = readStdout() + readStderr();
        const isPrinted = all.split(text).length > times;
        if (!isPrinted && hasEnded) throw new Error(`The command ended without printing "${text}":\n${all}`);
        return isPrinted;
      }),
    signal: (name) => signals.emit(name),
    exitCode,
  };
}

function collector(): [PassThrough, () => string] {
  let text = '';
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return [stream, () => text];
}
