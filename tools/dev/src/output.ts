import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { prettyFactory } from 'pino-pretty';

/** The streams for the output of the supervisor and its services. */
export interface Output {
  stdout: NodeJS.WritableStream & { isTTY?: boolean };
  stderr: NodeJS.WritableStream;
}

export type Printer = (name: string, child: ChildProcess) => void;

/** Creates a printer for the output of services: formats log lines, and puts the service's name before lines on standard error. */
export function printerTo({ stdout, stderr }: Output): Printer {
  const format = prettyFactory({
    colorize: stdout.isTTY === true,
    ignore: 'pid,hostname,service',
    messageFormat: '{service}: {msg}',
  });
  return (name, child) => {
    eachLine(child.stdout, (line) => stdout.write(format(line)));
    eachLine(child.stderr, (line) => stderr.write(`${name}: ${line}\n`));
  };
}

function eachLine(stream: Readable | null, print: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on('line', print);
}
