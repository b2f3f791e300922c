import { join } from 'node:path';
import { parseOptions, USAGE } from './options';
import { type Supervised, supervise } from './supervise';

const ROOT = join(__dirname, '..', '..', '..');

void main();

async function main(): Promise<void> {
  try {
    const { dev, help } = parseOptions(process.argv.slice(2));
    if (help) process.stdout.write(USAGE);
    else await run(dev);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}

async function run(dev: boolean): Promise<void> {
  const starting = supervise(ROOT, process.env, dev);
  let asked = false as boolean;
  const stop = () => {
    // Asked twice, it waits for nothing more; the services notice that the supervisor is gone.
    if (asked) process.exit(1);
    asked = true;
    void starting.then(end);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const running = await starting;
  if (!asked) process.stdout.write(welcome(running));
}

async function end(running: Supervised): Promise<void> {
  process.stdout.write('\nStopping …\n');
  await running.stop();
  process.stdout.write('Stopped.\n');
  process.exit(0);
}

function welcome({ services }: Supervised): string {
  const lines = services.map(
    ({ name, port, what }) => `  ${name.padEnd(9)} http://localhost:${port}   ${what}`,
  );
  const frontend = services.find(({ name }) => name === 'frontend');
  return `${lines.join('\n')}\n\nOpen http://localhost:${frontend?.port ?? 0} in a browser. Ctrl-C stops everything.\n`;
}
