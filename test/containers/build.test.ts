import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readProductConfig } from '../../service4-product/src/config';
import { docker, ROOT } from './support/docker';
import { SERVICES } from './support/site';

const run = promisify(execFile);

describe('The container files', () => {
  it.each([
    ['docker-compose.yaml', ['docker-compose.yaml']],
    ['docker-compose.yaml with nginx/tls.yaml', ['docker-compose.yaml', 'nginx/tls.yaml']],
  ])('%s is valid for Compose and Swarm without any settings', async (_name, files) => {
    const env = { SECRETS: '', COMPOSE_PROJECT_NAME: '' };
    await docker(['compose', ...files.flatMap((file) => ['--file', file]), 'config', '--quiet'], env);
    const stack = await docker(
      ['stack', 'config', ...files.flatMap((file) => ['--compose-file', file])],
      env,
    );
    for (const service of ['nginx', 'database', ...SERVICES]) expect(stack).toContain(`\n  ${service}:\n`);
    expect(stack).toMatch(/endpoint_mode: dnsrr[\s\S]*order: start-first/);
  });

  it('docker-compose.yaml has the same defaults as the product service', async () => {
    const { services } = JSON.parse(
      await docker(['compose', 'config', '--format', 'json'], { SECRETS: '', COMPOSE_PROJECT_NAME: '' }),
    ) as { services: Record<string, { environment: Record<string, string> }> };
    const { DATABASE_CONNECTIONS, DATABASE_TIMEOUT_MS, RECORD_QUEUE } = readProductConfig({});
    const defaults = { DATABASE_CONNECTIONS, DATABASE_TIMEOUT_MS, RECORD_QUEUE };
    expect(services['service4-product']?.environment).toMatchObject(
      Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, String(value)])),
    );
  });

  it.each(['.', 'nginx'])('the Dockerfile in %s passes `docker build --check`', async (folder) => {
    expect(await docker(['build', '--check', folder])).toContain('no warnings found');
  });
});

describe('A build after a source change', () => {
  const copy = mkdtempSync(join(tmpdir(), 'quartet-sources-'));
  afterAll(() => {
    rmSync(copy, { recursive: true });
  });

  it('recompiles the sources and reuses the installed dependencies', async () => {
    const files = (await run('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT })).stdout.split(
      '\n',
    );
    for (const file of files) if (file !== '') cpSync(join(ROOT, file), join(copy, file));
    const build = () =>
      run('docker', ['build', '--progress', 'plain', '--build-arg', 'SERVICE=service2-number', copy]);
    await build();
    // A unique change, which no earlier build has cached.
    appendFileSync(join(copy, 'service2-number/src/server.ts'), `\n// ${randomUUID()}\n`);
    const { stderr } = await build();
    const steps = new Map(
      [...stderr.matchAll(/^#(\d+) \[[^\]]*\] (.*)$/gm)].map(([, number = '', step = '']) => [step, number]),
    );
    const isCached = (part: string) =>
      [...steps]
        .filter(([step]) => step.includes(part))
        .map(([, number]) => stderr.includes(`#${number} CACHED`));
    expect(isCached('npm ci')).toEqual([true, true]);
    expect(isCached('npm run build')).toEqual([false]);
  });
});
