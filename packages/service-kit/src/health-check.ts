import { get } from 'node:http';

/**
 * The health check of a container: exits with 0 if `/health/live` on `PORT` returns 200, otherwise with 1 and a message.
 * It imports only `node:http`, because it runs every few seconds and its start costs about 50 ms of CPU time.
 */
const TIMEOUT_MS = 2_000;

const fail = (reason: string): never => {
  process.stderr.write(`not healthy: ${reason}\n`);
  process.exit(1);
};

get({ port: process.env.PORT, path: '/health/live', timeout: TIMEOUT_MS }, ({ statusCode }) => {
  if (statusCode !== 200) fail(`status ${statusCode ?? 'unknown'}`);
  process.exit(0);
})
  .on('timeout', () => fail(`no answer within ${TIMEOUT_MS} ms`))
  .on('error', ({ message }) => fail(message));
