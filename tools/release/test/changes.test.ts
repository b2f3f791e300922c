import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder, release, repositoryIn } from './here';

const folder = aFolder();

describe('What has changed since the last delivery', () => {
  it.each([
    'README.md',
    'docs/picture.svg',
    'ansible/README.md',
    'packages/draws/test/a.test.ts',
    'test/b.ts',
    'bench/c.ts',
  ])('%s runs nowhere', async (name) => {
    const { commit } = repositoryIn(folder());
    const before = commit({ [name]: 'old', 'service4-product/rules/attack.yaml': 'as it is' });
    commit({ [name]: 'new' });
    const { code, out } = await release(folder(), ['changes', '--since', before]);
    expect([code, out]).toEqual([3, `Nothing that runs has changed since ${before}.\n`]);
  });

  it.each([
    'service4-product/rules/attack.yaml',
    'nginx/nginx.conf',
    'ansible/site.yml',
    'package-lock.json',
    'docker-compose.yaml',
  ])('%s does', async (name) => {
    const { commit } = repositoryIn(folder());
    const before = commit({ [name]: 'old', 'docs/api.md': 'old' });
    commit({ [name]: 'new', 'docs/api.md': 'new' });
    expect((await release(folder(), ['changes', '--since', before])).code).toBe(0);
  });

  it('all of it counts as changed where the last delivery is not known', async () => {
    const { commit } = repositoryIn(folder());
    commit({ 'docs/api.md': 'text' });
    expect((await release(folder(), ['changes', '--since', ''])).code).toBe(0);
    expect((await release(folder(), ['changes', '--since', 'f'.repeat(40)])).code).toBe(0);
  });
});

describe('A build', () => {
  it('is refused where files are not those of the commit', async () => {
    const { commit } = repositoryIn(folder());
    commit({ Dockerfile: 'FROM scratch' });
    writeFileSync(join(folder(), 'Dockerfile'), 'FROM scratch\nRUN true\n');
    const { code, err } = await release(folder(), ['build']);
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^These differ from the commit .*:\n M Dockerfile\n$/),
    ]);
  });
});
