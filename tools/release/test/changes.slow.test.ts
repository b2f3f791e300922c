import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRepository, runRelease, useTemporaryFolder } from './fixture';

const folder = useTemporaryFolder();

describe('release changes', () => {
  it.each([
    'README.md',
    'docs/picture.svg',
    'ansible/README.md',
    'packages/draws/test/a.test.ts',
    'test/b.ts',
    'bench/c.ts',
  ])('exits with 3 when only %s has changed', async (name) => {
    const { commit } = createRepository(folder());
    const before = commit({ [name]: 'old', 'service4-product/rules/attack.yaml': 'old' });
    commit({ [name]: 'new' });
    const { code, stdout } = await runRelease(folder(), ['changes', '--since', before]);
    expect([code, stdout]).toEqual([3, `No deployable file has changed since ${before}.\n`]);
  });

  it.each([
    'service4-product/rules/attack.yaml',
    'nginx/nginx.conf',
    'ansible/site.yml',
    'package-lock.json',
    'docker-compose.yaml',
  ])('exits with 0 when %s has changed', async (name) => {
    const { commit } = createRepository(folder());
    const before = commit({ [name]: 'old', 'docs/api.md': 'old' });
    commit({ [name]: 'new', 'docs/api.md': 'new' });
    expect((await runRelease(folder(), ['changes', '--since', before])).code).toBe(0);
  });

  it('exits with 0 when the commit is missing or unknown', async () => {
    const { commit } = createRepository(folder());
    commit({ 'docs/api.md': 'text' });
    expect((await runRelease(folder(), ['changes', '--since', ''])).code).toBe(0);
    expect((await runRelease(folder(), ['changes', '--since', 'f'.repeat(40)])).code).toBe(0);
  });
});

describe('release build', () => {
  it('fails when the working tree has uncommitted changes', async () => {
    const { commit } = createRepository(folder());
    commit({ Dockerfile: 'FROM scratch' });
    writeFileSync(join(folder(), 'Dockerfile'), 'FROM scratch\nRUN true\n');
    const { code, stderr } = await runRelease(folder(), ['build']);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^The working tree has uncommitted changes; .*:\n M Dockerfile\n$/),
    ]);
  });
});
