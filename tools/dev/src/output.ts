import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { prettyFactory } from 'pino-pretty';

/** Where the supervisor and its services print to: the process's own streams, or a test's. */
export interface Output {
  stdout: NodeJS.WritableStream & { isTTY?: boolean };
  stderr: NodeJS.WritableStream;
}

export type Printer = (name: string, child: ChildProcess) => void;

/** Prints what a service says, whole lines at a time: its log made readable, its complaints under its name. */
export function printerTo({ stdout, stderr }: Output): Printer {
  const readable = prettyFactory({
    colorize: stdout.isTTY === true,
    ignore: 'pid,hostname,service',
    messageFormat: '{service}: {msg}',
  });
  return (name, child) => {
    eachLine(child.stdout, (line) => stdout.write(readable(line)));
    eachLine(child.stderr, (line) => stderr.write(`${name}: ${line}\n`));
  };
}

function eachLine(stream: Readable | null, print: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on('line', print);
}
