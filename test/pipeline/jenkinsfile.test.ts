import { execFileSync } from 'node:child_process';
import { createProject, play, SMOKE } from './support/project';
import { removeRepositories } from './support/repository';

afterEach(removeRepositories);

const CHANGES = 'npm release changes --since aaaa';
const TESTED = ['npm check', 'npm test:report'];
const RELEASE = '-e release=release';
const PUSHED = [
  'npm release build',
  'npm release sbom',
  'npm release scan',
  play('push', RELEASE),
  expect.stringMatching(/^npm release sign --key .*quartet-signing-key$/),
];
const PROVISION = play('site', '--skip-tags stack');
const DEPLOY = play('deploy', RELEASE);
const ROLLBACK = play('rollback', '-e commit=COMMIT');
const STATUS = play('status');
const ON_MAIN = ['--branch', 'main'];

/** Sorts the calls of Check and Test, which run in parallel. */
const inOrder = ([changes, first, second, ...others]: string[]) => [
  changes,
  ...[first, second].sort(),
  ...others,
];

describe('A push to main', () => {
  it('is checked, tested, built, pushed, deployed and smoke-tested', async () => {
    const project = createProject();
    const { code, log, calls, stages } = await project.run(ON_MAIN);
    expect(inOrder(calls)).toEqual([CHANGES, ...TESTED, ...PUSHED, PROVISION, DEPLOY, SMOKE, STATUS]);
    expect(stages).toEqual({
      Integrate: 'ok',
      'Integrate / Install': 'ok',
      'Integrate / Check and test': 'ok',
      'Integrate / Check and test / Check': 'ok',
      'Integrate / Check and test / Test': 'ok',
      'Integrate / Build': 'ok',
      'Integrate / Scan and SBOM': 'ok',
      'Integrate / Push': 'ok',
      Approve: 'skipped',
      Deliver: 'ok',
      'Deliver / Provision': 'ok',
      'Deliver / Deploy': 'ok',
      'Deliver / Smoke': 'ok',
      Post: 'ok',
    });
    expect(log).not.toContain('the secret of');
    expect(log.match(/\] \*\*\*\*$/gm)!.length).toBeGreaterThan(8);
    expect(project.read('output', 'artifacts', 'release', 'release.json')).toBe('{}\n');
    expect(project.read('output', 'artifacts', 'status.txt')).not.toBe('');
    expect(() => project.read('output', 'mail', '1.txt')).toThrow('ENOENT');
    expect(code).toBe(0);
  });

  it('leaves no uncommitted files in the workspaces', async () => {
    const project = createProject();
    await project.run(ON_MAIN);
    const status = (workspace: string) =>
      execFileSync('git', ['-C', project.path('output', 'workspaces', workspace), 'status', '--porcelain'], {
        encoding: 'utf8',
      });
    expect(['1', '2'].map(status)).toEqual(['', '']);
  });

  it('sends a mail when the last build failed', async () => {
    const project = createProject();
    await project.run([...ON_MAIN, '--last-result', 'FAILURE']);
    expect(project.read('output', 'mail', '1.txt')).toMatch(
      /^to: team@example\.org\nsubject: quartet\/main 1: passes again\n/,
    );
  });

  it('is tested and built but not delivered without deployable changes', async () => {
    const { code, calls, stages } = await createProject().run(ON_MAIN, {
      FAILS: '^npm release changes',
      STATUS: '3',
    });
    expect(inOrder(calls)).toEqual([CHANGES, ...TESTED, 'npm release build']);
    expect(stages).toMatchObject({
      'Integrate / Push': 'skipped',
      Deliver: 'skipped',
      'Deliver / Deploy': 'skipped',
    });
    expect(code).toBe(0);
  });
});

describe('A delivery', () => {
  it.each([
    ['the status of the site is unavailable', [], { FAILS: 'status.yml' }],
    ['no mail address is set', ['--env', 'QUARTET_NOTIFY='], {}],
  ])('succeeds when %s', async (_, args, behaviour) => {
    const options = [...ON_MAIN, '--last-result', 'FAILURE', ...args];
    const { code, calls, stages } = await createProject().run(options, behaviour);
    expect(calls).not.toContain(ROLLBACK);
    expect(stages).toMatchObject({ Deliver: 'ok', Post: 'ok' });
    expect(code).toBe(0);
  });
});

describe('A build outside main', () => {
  it.each([
    ['another branch', ['--branch', 'feature']],
    ['a pull request', ['--change-request', '7', '--branch', 'feature']],
    ['a pull request of a branch with the name main', ['--change-request', '7', '--branch', 'main']],
  ])('is not pushed or delivered: %s', async (_, args) => {
    const { code, calls, log, stages } = await createProject().run(args);
    expect(inOrder(calls)).toEqual([CHANGES, ...TESTED, 'npm release build']);
    expect(stages).toMatchObject({
      'Integrate / Build': 'ok',
      'Integrate / Scan and SBOM': 'skipped',
      'Integrate / Push': 'skipped',
      Approve: 'skipped',
      Deliver: 'skipped',
    });
    expect(log).not.toContain('Lock acquired');
    expect(code).toBe(0);
  });
});

describe('A failure before the delivery', () => {
  it.each([
    ['the change detection', '^npm release changes', 'Install', []],
    ['the checks', '^npm check', 'Check and test / Check', []],
    ['the tests', '^npm test:report', 'Check and test / Test', []],
    ['the build', '^npm release build', 'Build', ['npm release build']],
    ['the SBOM', 'sbom', 'Scan and SBOM', PUSHED.slice(0, 2)],
    ['the scan', 'scan', 'Scan and SBOM', PUSHED.slice(0, 3)],
    ['the push', 'push.yml', 'Push', PUSHED.slice(0, 4)],
    ['the signature', 'sign', 'Push', PUSHED],
  ])('stops the build: %s', async (_, FAILS, stage, after) => {
    const project = createProject();
    const { code, calls, stages, result } = await project.run(ON_MAIN, { FAILS });
    // failFast may abort Check or Test before it starts.
    const isEarly = (call: unknown) => [CHANGES, ...TESTED].includes(call as string);
    expect(calls.filter((call) => !isEarly(call))).toEqual(after);
    expect(stages).toMatchObject({
      [`Integrate / ${stage}`]: 'FAILED',
      Integrate: 'FAILED',
      Deliver: 'skipped',
    });
    expect(project.read('output', 'mail', '1.txt')).toMatch(/\nsubject: quartet\/main 1: FAILURE\n/);
    expect({ code, result }).toEqual({ code: 1, result: 'FAILURE' });
  });
});

describe('A failure during the delivery', () => {
  it.each([
    ['the provisioning', 'site.yml', 'Provision', [PROVISION]],
    ['the deployment', 'deploy.yml', 'Deploy', [PROVISION, DEPLOY]],
    ['the smoke test', '^npm smoke', 'Smoke', [PROVISION, DEPLOY, SMOKE]],
  ])('rolls back and fails the build: %s', async (_, FAILS, stage, done) => {
    const project = createProject();
    const { code, log, calls, stages, result } = await project.run(ON_MAIN, { FAILS });
    const ofSite = calls.slice(1 + TESTED.length + PUSHED.length);
    expect(ofSite.slice(0, done.length)).toEqual(done);
    expect(ofSite.slice(done.length)).toEqual([ROLLBACK, STATUS]);
    expect(stages).toMatchObject({
      Integrate: 'ok',
      [`Deliver / ${stage}`]: 'FAILED',
      Deliver: 'FAILED',
      Post: 'ok',
    });
    expect(log).not.toContain('the secret of');
    expect(project.read('output', 'mail', '1.txt')).toMatch(/\nsubject: quartet\/main 1: FAILURE\n/);
    expect({ code, result }).toEqual({ code: 1, result: 'FAILURE' });
  });
});

describe('An aborted build', () => {
  it('rolls back when it is deploying', async () => {
    const { calls, stages, result } = await createProject().run(ON_MAIN, { SLOW: 'deploy.yml' });
    expect(calls.slice(-4, -2)).toEqual([PROVISION, DEPLOY]);
    expect(calls.slice(-2)).toEqual([ROLLBACK, STATUS]);
    expect(stages).toMatchObject({
      'Deliver / Deploy': 'ABORTED',
      'Deliver / Smoke': 'skipped',
      Deliver: 'ABORTED',
    });
    expect(result).toBe('ABORTED');
  });

  it('does not change the site before the delivery', async () => {
    const { calls, stages, result } = await createProject().run(ON_MAIN, { SLOW: '^npm release build' });
    expect(inOrder(calls)).toEqual([CHANGES, ...TESTED, 'npm release build']);
    expect(stages).toMatchObject({ 'Integrate / Build': 'ABORTED', Deliver: 'skipped' });
    expect(result).toBe('ABORTED');
  });
});

describe('An approval', () => {
  const withApproval = [...ON_MAIN, '--param', 'APPROVAL=true'];

  it('continues the delivery when it is granted', async () => {
    const { code, log, stages } = await createProject().run([...withApproval, '--answer', 'ok']);
    expect(log).toContain('Deliver this to the site? (Deliver or Abort, by deliverers)');
    expect(stages).toMatchObject({ Approve: 'ok', Deliver: 'ok' });
    expect(code).toBe(0);
  });

  it('is also required without the parameter when QUARTET_APPROVAL is true', async () => {
    const always = [...ON_MAIN, '--env', 'QUARTET_APPROVAL=true', '--answer', 'abort'];
    const { stages } = await createProject().run(always);
    expect(stages).toMatchObject({ Approve: 'ABORTED', Deliver: 'skipped' });
  });

  it('does not change the site when it is refused', async () => {
    const { code, calls, stages, result } = await createProject().run([...withApproval, '--answer', 'abort']);
    expect(inOrder(calls)).toEqual([CHANGES, ...TESTED, ...PUSHED]);
    expect(stages).toMatchObject({ Approve: 'ABORTED', Deliver: 'skipped' });
    expect({ code, result }).toEqual({ code: 1, result: 'ABORTED' });
  });
});
