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

describe('A build that is aborted', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'by %s ends what runs, and runs its post, though it is told twice',
    async (signal) => {
      const repository = repositoryOf(
        pipelineOf([sleeping(POST), stage('Later', "echo '> later'")].join('\n'), POST),
      );
      const { child, said, ended } = repository.start();
      await waitUntil(() => said().includes('> pid'));
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

  it('of a stage ends it, and its post runs', async () => {
    const repository = repositoryOf(pipelineOf(sleeping(`${timeout}\n${POST}`)));
    const { code, stdout } = await repository.build();
    expect(echoed(stdout)).toEqual([expect.stringMatching(/^pid /), 'always', 'aborted']);
    expect(await repository.stages()).toEqual({ Sleeping: 'ABORTED' });
    expect(code).toBe(1);
  });

  it('ends a post within it too, when the grace is over; one around it runs', async () => {
    const long = "post { always { sh 'sleep 60'\necho '> never' }\ncleanup { echo '> nor this' } }";
    const nested = `stage('Outer') { stages { ${sleeping(`${timeout}\n${long}`)} }\npost { always { echo '> outer' } } }`;
    const { stdout } = await repositoryOf(pipelineOf(nested)).build(['--grace', '1']);
    expect(echoed(stdout)).toEqual([expect.stringMatching(/^pid /), 'outer']);
  });
});

describe('An input', () => {
  const asking = stage(
    'Asking',
    "echo '> approved'",
    "options { timeout(time: 1, unit: 'SECONDS') }\ninput { message 'Go on?'\nok 'Yes'\nsubmitter 'somebody' }",
  );

  it.each([
    ['ok', 'SUCCESS', 'ok', ['approved']],
    ['abort', 'ABORTED', 'ABORTED', []],
    ['none', 'ABORTED', 'ABORTED', []],
  ])('that is answered with %s', async (answer, result, row, said) => {
    const repository = repositoryOf(pipelineOf(asking));
    const { stdout } = await repository.build(['--answer', answer]);
    expect(stdout).toContain('Go on? (Yes or Abort, by somebody)');
    expect(stdout).toMatch(new RegExp(`\nFinished: ${result}\n$`));
    expect({ said: echoed(stdout), stages: await repository.stages() }).toEqual({
      said,
      stages: { Asking: row },
    });
  });
});

describe('What a step leaves running', () => {
  it('does not hold up the build, and is ended with it', async () => {
    const leaving = stage('Leaving', `sh 'sleep 60 & echo "> $!"'`);
    const { code, stdout } = await repositoryOf(pipelineOf(leaving)).build();
    expect(isRunning(echoed(stdout)[0]!)).toBe(false);
    expect(code).toBe(0);
  });
});
