import { docker } from './support/docker';
import { compose, replicasOf } from './support/site';

describe('The configuration', () => {
  it('is valid, without a warning', async () => {
    const [id = ''] = await replicasOf('nginx');
    expect(await docker(['exec', id, 'sh', '-c', 'nginx -t 2>&1'])).toMatch(
      /^nginx: the configuration file .* syntax is ok\nnginx: .* test is successful$/,
    );
  });

  it('that is wrong is refused with all its mistakes', async () => {
    const wrong = [
      ...['REQUESTS_PER_SECOND=many', 'REQUESTS_BURST=0', 'LARGEST_BODY=', 'HTTPS_PORT=x', 'HSTS=on'],
    ].flatMap((text) => ['--env', text]);
    await expect(compose(['run', '--rm', '--no-deps', ...wrong, 'nginx'])).rejects.toThrow(
      /mistakes:\n.*REQUESTS_PER_SECOND must be a whole number[^\n]*'many'\n.*REQUESTS_BURST must be a whole number from 1[^\n]*'0'\n.*LARGEST_BODY must be a size[^\n]*''\n.*HTTPS_PORT must be a port[^\n]*'x'\n.*HSTS must be empty, or max-age=SECONDS[^\n]*'on'/s,
    );
  });

  it.each([
    '',
    'max-age=0',
    'max-age=31536000; includeSubDomains',
    'max-age=63072000; includeSubDomains; preload',
  ])('takes what the header of HTTPS can be: HSTS=%s', async (value) => {
    const check = ['run', '--rm', '--no-deps', '--env', `HSTS=${value}`, 'nginx', 'nginx', '-t'];
    await expect(compose(check)).resolves.toBeDefined();
  });

  it.each(['max-age=', 'max-age=1; preload; includeSubDomains', 'max-age=1 preload', 'includeSubDomains'])(
    'refuses what it cannot be: HSTS=%s',
    async (value) => {
      const check = ['run', '--rm', '--no-deps', '--env', `HSTS=${value}`, 'nginx', 'nginx', '-t'];
      await expect(compose(check)).rejects.toThrow('HSTS must be empty, or max-age=SECONDS');
    },
  );
});
