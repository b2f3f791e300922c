import { execFileSync } from 'node:child_process';
import { play, project, smoke } from './support/project';
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
const STATUS = play('status', '');
const ON_MAIN = ['--branch', 'main'];

/** Two of them run at once. */
const inOrder = ([changes, first, second, ...others]: string[]) => [
  changes,
  ...[first, second].sort(),
  ...others,
];

describe('A push to main', () => {
  it('is checked, tested, built, pushed, deployed and looked at', async () => {
    const built = project();
    const { code, log, calls, stages } = await built.run(ON_MAIN);
    expect(inOrder(calls)).toEqual([CHANGES, ...TESTED, ...PUSHED, PROVISION, DEPLOY, smoke, STATUS]);
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
    expect(built.read('output', 'artifacts', 'release', 'release.json')).toBe('{}\n');
    expect(built.read('output', 'artifacts', 'status.txt')).not.toBe('');
    expect(() => built.read('output', 'mail', '1.txt')).toThrow('ENOENT');
    expect(code).toBe(0);
  });

  it('leaves nothing that the next build in the same workspaces would take for a change', async () => {
    const built = project();
    await built.run(ON_MAIN);
    const status = (workspace: string) =>
      execFileSync('git', ['-C', built.path('output', 'workspaces', workspace), 'status', '--porcelain'], {
        encoding: 'utf8',
      });
    expect(['1', '2'].map(status)).toEqual(['', '']);
  });

  it('that mends what was broken says so', async () => {
    const built = project();
    await built.run([...ON_MAIN, '--last-result', 'FAILURE']);
    expect(built.read('output', 'mail', '1.txt')).toMatch(
      /^to: team@example\.org\nsubject: quartet\/main 1: passes again\n/,
    );
  });

  it('that changes nothing which runs is tested and built, and goes no further', async () => {
    const { code, calls, stages } = await project().run(ON_MAIN, {
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

describe('What is beside the point breaks nothing', () => {
  it.each([
    ['that nobody can tell how the site is', [], { FAILS: 'status.yml' }],
    ['that nobody wants to be told', ['--env', 'QUARTET_NOTIFY='], {}],
  ])('%s', async (_, args, behaviour) => {
    const broken = [...ON_MAIN, '--last-result', 'FAILURE', ...args];
    const { code, calls, stages } = await project().run(broken, behaviour);
    expect(calls).not.toContain(ROLLBACK);
    expect(stages).toMatchObject({ Deliver: 'ok', Post: 'ok' });
    expect(code).toBe(0);
  });
});

describe('Nothing goes further than its build', () => {
  it.each([
    ['from another branch', ['--branch', 'feature']],
    ['from a pull request', ['--change-request', '7', '--branch', 'feature']],
    ['from a pull request of a branch that is called main', ['--change-request', '7', '--branch', 'main']],
  ])('%s', async (_, args) => {
    const { code, calls, log, stages } = await project().run(args);
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

describe('What fails before the site is touched stops the build there', () => {
  it.each([
    ['that it cannot be told what has changed', '^npm release changes', 'Install', []],
    ['a check', '^npm check', 'Check and test / Check', []],
    ['a test', '^npm test:report', 'Check and test / Test', []],
    ['the build', '^npm release build', 'Build', ['npm release build']],
    ['the list of parts', 'sbom', 'Scan and SBOM', PUSHED.slice(0, 2)],
    ['the scan', 'scan', 'Scan and SBOM', PUSHED.slice(0, 3)],
    ['the push', 'push.yml', 'Push', PUSHED.slice(0, 4)],
    ['the signature', 'sign', 'Push', PUSHED],
  ])('%s', async (_, FAILS, stage, after) => {
    const built = project();
    const { code, calls, stages, result } = await built.run(ON_MAIN, { FAILS });
    // The other of check and test may have been ended before it began.
    const isFirst = (call: unknown) => [CHANGES, ...TESTED].includes(call as string);
    expect(calls.filter((call) => !isFirst(call))).toEqual(after);
    expect(stages).toMatchObject({
      [`Integrate / ${stage}`]: 'FAILED',
      Integrate: 'FAILED',
      Deliver: 'skipped',
    });
    expect(built.read('output', 'mail', '1.txt')).toMatch(/\nsubject: quartet\/main 1: FAILURE\n/);
    expect({ code, result }).toEqual({ code: 1, result: 'FAILURE' });
  });
});

describe('What fails once the site is touched brings back what ran before, and the build is red', () => {
  it.each([
    ['provisioning', 'site.yml', 'Provision', [PROVISION]],
    ['deploying', 'deploy.yml', 'Deploy', [PROVISION, DEPLOY]],
    ['the smoke test', '^npm smoke', 'Smoke', [PROVISION, DEPLOY, smoke]],
  ])('%s', async (_, FAILS, stage, done) => {
    const built = project();
    const { code, log, calls, stages, result } = await built.run(ON_MAIN, { FAILS });
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
    expect(built.read('output', 'mail', '1.txt')).toMatch(/\nsubject: quartet\/main 1: FAILURE\n/);
    expect({ code, result }).toEqual({ code: 1, result: 'FAILURE' });
  });
});

describe('A build that is aborted', () => {
  it('while it deploys brings back what ran before', async () => {
    const { calls, stages, result } = await project().run(ON_MAIN, { SLOW: 'deploy.yml' });
    expect(calls.slice(-4, -2)).toEqual([PROVISION, DEPLOY]);
    expect(calls.slice(-2)).toEqual([ROLLBACK, STATUS]);
    expect(stages).toMatchObject({
      'Deliver / Deploy': 'ABORTED',
      'Deliver / Smoke': 'skipped',
      Deliver: 'ABORTED',
    });
    expect(result).toBe('ABORTED');
  });

  it('before that does not touch the site', async () => {
    const { calls, stages, result } = await project().run(ON_MAIN, { SLOW: '^npm release build' });
    expect(inOrder(calls)).toEqual([CHANGES, ...TESTED, 'npm release build']);
    expect(stages).toMatchObject({ 'Integrate / Build': 'ABORTED', Deliver: 'skipped' });
    expect(result).toBe('ABORTED');
  });
});

describe('With APPROVAL', () => {
  const asked = [...ON_MAIN, '--param', 'APPROVAL=true'];

  it('somebody is asked, and it goes on when they agree', async () => {
    const { code, log, stages } = await project().run([...asked, '--answer', 'ok']);
    expect(log).toContain('Deliver this to the site? (Deliver or Abort, by deliverers)');
    expect(stages).toMatchObject({ Approve: 'ok', Deliver: 'ok' });
    expect(code).toBe(0);
  });

  it('or where Jenkins is told to ask at every build, so does one without', async () => {
    const always = [...ON_MAIN, '--env', 'QUARTET_APPROVAL=true', '--answer', 'abort'];
    const { stages } = await project().run(always);
    expect(stages).toMatchObject({ Approve: 'ABORTED', Deliver: 'skipped' });
  });

  it('nothing touches the site when they refuse', async () => {
    const { code, calls, stages, result } = await project().run([...asked, '--answer', 'abort']);
    expect(inOrder(calls)).toEqual([CHANGES, ...TESTED, ...PUSHED]);
    expect(stages).toMatchObject({ Approve: 'ABORTED', Deliver: 'skipped' });
    expect({ code, result }).toEqual({ code: 1, result: 'ABORTED' });
  });
});
