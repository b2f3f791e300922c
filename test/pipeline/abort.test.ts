import { waitUntil } from '../support/wait-until';
import { echoed, pipelineOf, removeRepositories, repositoryOf, stage } from './support/repository';

afterEach(removeRepositories);

const isRunning = (pid: string) => {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
};

const POST = `
    post {
        always { sh 'echo "> always"' }
        aborted { sh 'sleep 0.2; echo "> aborted"' }
    }`;
const sleeping = (more = '') => stage('Sleeping', `sh 'sleep 60 & echo "> pid $!"; wait'`, more);

describe('An aborted build', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'terminates its processes and runs its post after two signals %s',
    async (signal) => {
      const repository = repositoryOf(
        pipelineOf([sleeping(POST), stage('Later', "echo '> later'")].join('\n'), POST),
      );
      const { child, output, ended } = repository.start();
      await waitUntil(() => output().includes('> pid'));
      child.kill(signal);
      child.kill(signal);
      const { code, stdout } = await ended;
      const [pid, ...others] = echoed(stdout);
      expect(others).toEqual(['always', 'aborted', 'always', 'aborted']);
      expect(isRunning(pid!.split(' ')[1]!)).toBe(false);
      expect(await repository.stages()).toEqual({ Sleeping: 'ABORTED', Later: 'skipped', Post: 'ok' });
      expect(stdout).toMatch(/\nFinished: ABORTED\n$/);
      expect(code).toBe(1);
    },
  );
});

describe('A timeout', () => {
  const timeout = "options { timeout(time: 500, unit: 'MILLISECONDS') }";

  it('aborts its stage and runs the post of the stage', async () => {
    const repository = repositoryOf(pipelineOf(sleeping(`${timeout}\n${POST}`)));
    const { code, stdout } = await repository.build();
    expect(echoed(stdout)).toEqual([expect.stringMatching(/^pid /), 'always', 'aborted']);
    expect(await repository.stages()).toEqual({ Sleeping: 'ABORTED' });
    expect(code).toBe(1);
  });

  it('interrupts its post after the grace period, but not the post of the outer stage', async () => {
    const long = "post { always { sh 'sleep 60'\necho '> never' }\ncleanup { echo '> never' } }";
    const nested = `stage('Outer') { stages { ${sleeping(`${timeout}\n${long}`)} }\npost { always { echo '> outer' } } }`;
    const { stdout } = await repositoryOf(pipelineOf(nested)).build(['--grace', '1']);
    expect(echoed(stdout)).toEqual([expect.stringMatching(/^pid /), 'outer']);
  });
});

describe('An input', () => {
  const asking = stage(
    'Asking',
    "echo '> approved'",
    "options { timeout(time: 1, unit: 'SECONDS') }\ninput { message 'Go on?'\nok 'Yes'\nsubmitter 'alice' }",
  );

  it.each([
    ['ok', 'SUCCESS', 'ok', ['approved']],
    ['abort', 'ABORTED', 'ABORTED', []],
    ['none', 'ABORTED', 'ABORTED', []],
  ])('ends the build as expected when the answer is %s', async (answer, result, row, lines) => {
    const repository = repositoryOf(pipelineOf(asking));
    const { stdout } = await repository.build(['--answer', answer]);
    expect(stdout).toContain('Go on? (Yes or Abort, by alice)');
    expect(stdout).toMatch(new RegExp(`\nFinished: ${result}\n$`));
    expect({ lines: echoed(stdout), stages: await repository.stages() }).toEqual({
      lines,
      stages: { Asking: row },
    });
  });
});

describe('A background process of a step', () => {
  it('does not delay the build and is terminated at its end', async () => {
    const starting = stage('Starting', `sh 'sleep 60 & echo "> $!"'`);
    const { code, stdout } = await repositoryOf(pipelineOf(starting)).build();
    expect(isRunning(echoed(stdout)[0]!)).toBe(false);
    expect(code).toBe(0);
  });
});
