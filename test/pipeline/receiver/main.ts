import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Builds } from './builds';
import { receive } from './receive';

const USAGE = `usage: receiver --secret FILE --builds FOLDER [--port N] -- COMMAND...

Receives GitHub's push events at /github-webhook/, like Jenkins. Verifies their signature (HMAC-SHA-256 with the secret in FILE)
and runs COMMAND for each push, one after another. The environment of COMMAND contains BRANCH, COMMIT, PREVIOUS (the commit
of the branch's last successful build, or empty) and NUMBER. Its output is written to FOLDER/NUMBER.log, its exit code to
FOLDER/NUMBER.result.
`;

const text = { type: 'string' } as const;
const { values, positionals: command } = parseArgs({
  allowPositionals: true,
  options: { secret: text, builds: text, port: { ...text, default: '0' }, help: { type: 'boolean' } },
});
const { secret, builds: folder, port, help } = values;

if (help || secret === undefined || folder === undefined || command.length === 0) {
  process.stdout.write(USAGE);
  process.exitCode = help ? 0 : 2;
} else {
  mkdirSync(folder, { recursive: true });
  const builds = new Builds(folder, command);
  const server = createServer(receive(readFileSync(secret, 'utf8').trim(), (push) => builds.add(push)));
  server.listen(Number(port), '127.0.0.1', () => {
    process.stdout.write(`listening on ${JSON.stringify(server.address())}\n`);
  });
  const stop = () => {
    server.close();
    server.closeAllConnections();
    builds.stop();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
