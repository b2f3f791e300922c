import { docker } from './support/docker';
import { compose, replicasOf } from './support/site';

describe('The nginx configuration', () => {
  it('is valid without warnings', async () => {
    const [id = ''] = await replicasOf('nginx');
    expect(await docker(['exec', id, 'sh', '-c', 'nginx -t 2>&1'])).toMatch(
      /^nginx: the configuration file .* syntax is ok\nnginx: .* test is successful$/,
    );
  });

  it('is refused with a list of all invalid settings', async () => {
    const invalid = [
      'REQUESTS_PER_SECOND=many',
      'REQUESTS_BURST=0',
      'LARGEST_BODY=',
      'HTTPS_PORT=x',
      'HSTS=on',
    ];
    const options = invalid.flatMap((setting) => ['--env', setting]);
    await expect(compose(['run', '--rm', '--no-deps', ...options, 'nginx'])).rejects.toThrow(
      /Fix these settings:\n.*REQUESTS_PER_SECOND must be a whole number[^\n]*'many'\.\n.*REQUESTS_BURST must be a whole number from 1[^\n]*'0'\.\n.*LARGEST_BODY must be a size[^\n]*''\.\n.*HTTPS_PORT must be a port[^\n]*'x'\.\n.*HSTS must be empty or 'max-age=SECONDS'[^\n]*'on'/s,
    );
  });

  it.each([
    '',
    'max-age=0',
    'max-age=31536000; includeSubDomains',
    'max-age=63072000; includeSubDomains; preload',
  ])('accepts HSTS=%s', async (value) => {
    const check = ['run', '--rm', '--no-deps', '--env', `HSTS=${value}`, 'nginx', 'nginx', '-t'];
    await expect(compose(check)).resolves.toBeDefined();
  });

  it.each(['max-age=', 'max-age=1; preload; includeSubDomains', 'max-age=1 preload', 'includeSubDomains'])(
    'refuses HSTS=%s',
    async (value) => {
      const check = ['run', '--rm', '--no-deps', '--env', `HSTS=${value}`, 'nginx', 'nginx', '-t'];
      await expect(compose(check)).rejects.toThrow("HSTS must be empty or 'max-age=SECONDS'");
    },
  );
});
