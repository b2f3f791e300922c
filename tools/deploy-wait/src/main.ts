import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommanderError } from 'commander';
import { createDocker } from './docker';
import { readOptions } from './options';
import { Progress } from './progress';
import { describeFailures, formatJson, formatJunit, formatText } from './report';
import { waitForStack } from './wait';

const EXIT_CODES = { converged: 0, 'rolled back': 3, deadline: 4 } as const;

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const docker = createDocker(options.over);
  const progress = new Progress((line) => process.stdout.write(`${line}\n`));
  const result = await waitForStack(docker, options, (services, seconds) => {
    progress.show(services, seconds);
  });
  const failures = await describeFailures(docker, result);
  const { stack, json, junit } = options;
  if (json !== undefined) await writeReport(json, formatJson(result, failures));
  if (junit !== undefined) await writeReport(junit, formatJunit(stack, result, failures));
  const seconds = result.seconds.toFixed(0);
  if (result.ending === 'converged') process.stdout.write(`${stack} runs as deployed, after ${seconds} s.\n`);
  else
    process.stderr.write(`${stack} does not run as deployed, after ${seconds} s:\n${formatText(failures)}\n`);
  return EXIT_CODES[result.ending];
}

async function writeReport(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else {
      process.stderr.write(`${(error as Error).message}\n`);
      process.exitCode = 1;
    }
  });
