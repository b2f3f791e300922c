import { echoed, pipelineOf, removeRepositories, repositoryOf, stage } from './support/repository';

afterEach(removeRepositories);

const build = async (jenkinsfile: string, ...args: string[]) => {
  const repository = repositoryOf(jenkinsfile);
  const { code, stdout } = await repository.build(args);
  return { code, stdout, said: echoed(stdout), stages: await repository.stages() };
};

const ALL_OF_POST = `
    post {
        cleanup { echo '> cleanup' }
        unsuccessful { echo '> unsuccessful' }
        success { echo '> success' }
        failure { echo '> failure' }
        aborted { echo '> aborted' }
        fixed { echo '> fixed' }
        changed { echo '> changed' }
        always { echo '> always' }
    }`;

describe('A pipeline', () => {
  it('goes through its stages, and gives steps what Jenkins gives them', async () => {
    const steps = `
      sh 'echo "> $BRANCH_NAME $BUILD_NUMBER $JOB_NAME $STAGE_NAME $A $B $GLOBAL $NAME"'
      script {
          env.COUNT = 1 + 1
          def said = sh(script: 'echo out; echo err >&2', returnStdout: true).trim()
          echo "> \${env.COUNT} \${COUNT} $said \${sh(script: 'exit 3', returnStatus: true)}"
      }
      sh 'echo "> $COUNT"'`;
    const more = `
    parameters { string(name: 'NAME', defaultValue: 'nobody') }
    environment { A = 'a'
        B = "\${A}b" }`;
    const { code, said, stages } = await build(
      pipelineOf(stage('First', steps), more),
      ...['--branch', 'topic', '--build', '7', '--env', 'GLOBAL=all', '--param', 'NAME=somebody'],
    );
    expect(said).toEqual(['topic 7 quartet/topic First a ab all somebody', '2 2 out 3', '2']);
    expect({ code, stages }).toEqual({ code: 0, stages: { First: 'ok' } });
  });

  it('stops after a stage that failed; what comes after in a stage does not run, its post and the outer do', async () => {
    const failing = stage('Failing', "sh 'exit 4'\necho '> too far'", "post { always { echo '> inner' } }");
    const { code, stdout, said, stages } = await build(
      pipelineOf([failing, stage('Later', "echo '> later'")].join('\n'), ALL_OF_POST),
    );
    expect(said).toEqual(['inner', 'always', 'changed', 'failure', 'unsuccessful', 'cleanup']);
    expect(stages).toEqual({ Failing: 'FAILED', Later: 'skipped', Post: 'ok' });
    expect(stdout).toContain('ERROR: script returned exit code 4');
    expect(stdout).toContain('Stage "Later" skipped due to earlier failure(s)');
    expect(stdout).toMatch(/\nFinished: FAILURE\n$/);
    expect(code).toBe(1);
  });

  it('has passed again after one that failed', async () => {
    const { code, said } = await build(
      pipelineOf(stage('Fine', "echo '> fine'"), ALL_OF_POST),
      '--last-result',
      'FAILURE',
    );
    expect(said).toEqual(['fine', 'always', 'changed', 'fixed', 'success', 'cleanup']);
    expect(code).toBe(0);
  });

  it('judges each condition of post when its turn comes: what failed in always is unsuccessful', async () => {
    const more = "post { unsuccessful { echo '> undone' }\nalways { sh 'false' } }";
    const { code, said, stages } = await build(pipelineOf(stage('Fine', "echo '> fine'", more)));
    expect({ code, said, stages }).toEqual({ code: 1, said: ['fine', 'undone'], stages: { Fine: 'FAILED' } });
  });

  it('with nested stages runs their post within their agent and environment', async () => {
    const nested = `
      stage('Outer') {
          environment { WHERE = 'outer' }
          stages {
              ${stage('One', "sh 'touch made'")}
              ${stage('Two', "sh 'false'")}
              ${stage('Three', "echo '> never'")}
          }
          post { unsuccessful { sh 'echo "> $WHERE $(ls made)"' } }
      }`;
    const { said, stages } = await build(pipelineOf(nested));
    expect(said).toEqual(['outer made']);
    expect(stages).toEqual({
      Outer: 'FAILED',
      'Outer / One': 'ok',
      'Outer / Two': 'FAILED',
      'Outer / Three': 'skipped',
    });
  });
});

describe('when', () => {
  const whens = [
    "branch 'main'",
    "branch 'rel*'",
    "environment name: 'A', value: 'a'",
    'expression { params.YES }',
    "not { branch 'main' }",
    "anyOf { branch 'main'\n changeRequest() }",
    "allOf { branch 'main'\n environment name: 'A', value: 'a' }",
    "branch 'main'\n expression { error('judged though the branch is another') }",
  ];
  const stages = whens
    .map((when, index) => stage(`${index}`, `echo '> ${index}'`, `when { ${when} }`))
    .join('\n');
  const jenkinsfile = pipelineOf(
    stages,
    "environment { A = 'a' }\nparameters { booleanParam(name: 'YES', defaultValue: true) }",
  );

  it.each([
    ['a branch', ['--branch', 'release'], ['1', '2', '3', '4']],
    [
      'a change request',
      ['--branch', 'main', '--change-request', '5', '--param', 'YES=false'],
      ['2', '4', '5'],
    ],
  ])('on %s', async (_, args, expected) => {
    const { code, said } = await build(jenkinsfile, ...args);
    expect({ code, said }).toEqual({ code: 0, said: expected });
  });

  it('is judged before the agent, the input and the options where it says so', async () => {
    const guarded = (flag: string) =>
      stage(
        flag,
        "echo '> never'",
        `agent any\noptions { lock(resource: '${flag}') }\ninput { message 'Go on?' }\nwhen { ${flag} true\nbranch 'x' }`,
      );
    const flags = ['beforeOptions', 'beforeInput'];
    const { code, stdout, stages: results } = await build(pipelineOf(flags.map(guarded).join('\n')));
    expect({ code, results }).toEqual({
      code: 0,
      results: { beforeOptions: 'skipped', beforeInput: 'skipped' },
    });
    expect(stdout).not.toContain('Go on?');
    expect(stdout.match(/Lock acquired on .*/g)).toEqual(['Lock acquired on [Resource: beforeInput]']);
    expect(stdout.match(/Running on an agent/g)).toHaveLength(1);
  });
});

describe('parallel', () => {
  const parallel = (failFast: string) => `
    stage('Both') {
        ${failFast}
        parallel {
            ${stage('Quick', "sh 'false'")}
            ${stage('Slow', 'sh \'sleep 2; echo "> done"\'', "post { always { echo '> post' } }")}
        }
        post { failure { echo '> both' } }
    }`;

  it('with failFast ends the others', async () => {
    const { code, said, stages } = await build(pipelineOf(parallel('failFast true')));
    expect(said).toEqual(['[Slow] post', 'both']);
    expect(stages).toEqual({ Both: 'FAILED', 'Both / Quick': 'FAILED', 'Both / Slow': 'ABORTED' });
    expect(code).toBe(1);
  });

  it('without it lets them finish', async () => {
    const { code, said, stages } = await build(pipelineOf(parallel('')));
    expect(said).toEqual(['[Slow] done', '[Slow] post', 'both']);
    expect(stages).toMatchObject({ Both: 'FAILED', 'Both / Slow': 'ok' });
    expect(code).toBe(1);
  });
});
