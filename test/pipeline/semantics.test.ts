import { echoed, pipelineOf, removeRepositories, repositoryOf, stage } from './support/repository';

afterEach(removeRepositories);

const build = async (jenkinsfile: string, ...args: string[]) => {
  const repository = repositoryOf(jenkinsfile);
  const { code, stdout } = await repository.build(args);
  return { code, stdout, lines: echoed(stdout), stages: await repository.stages() };
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
  it('runs its stages and provides the variables of Jenkins to the steps', async () => {
    const steps = `
      sh 'echo "> $BRANCH_NAME $BUILD_NUMBER $JOB_NAME $STAGE_NAME $A $B $GLOBAL $NAME"'
      script {
          env.COUNT = 1 + 1
          def output = sh(script: 'echo out; echo err >&2', returnStdout: true).trim()
          echo "> \${env.COUNT} \${COUNT} $output \${sh(script: 'exit 3', returnStatus: true)}"
      }
      sh 'echo "> $COUNT"'`;
    const more = `
    parameters { string(name: 'NAME', defaultValue: 'unset') }
    environment { A = 'a'
        B = "\${A}b" }`;
    const { code, lines, stages } = await build(
      pipelineOf(stage('First', steps), more),
      ...['--branch', 'topic', '--build', '7', '--env', 'GLOBAL=all', '--param', 'NAME=alice'],
    );
    expect(lines).toEqual(['topic 7 quartet/topic First a ab all alice', '2 2 out 3', '2']);
    expect({ code, stages }).toEqual({ code: 0, stages: { First: 'ok' } });
  });

  it('stops after a failed step, but runs the post of the stage and of the pipeline', async () => {
    const failing = stage('Failing', "sh 'exit 4'\necho '> too far'", "post { always { echo '> inner' } }");
    const { code, stdout, lines, stages } = await build(
      pipelineOf([failing, stage('Later', "echo '> later'")].join('\n'), ALL_OF_POST),
    );
    expect(lines).toEqual(['inner', 'always', 'changed', 'failure', 'unsuccessful', 'cleanup']);
    expect(stages).toEqual({ Failing: 'FAILED', Later: 'skipped', Post: 'ok' });
    expect(stdout).toContain('ERROR: script returned exit code 4');
    expect(stdout).toContain('Stage "Later" skipped due to earlier failure(s)');
    expect(stdout).toMatch(/\nFinished: FAILURE\n$/);
    expect(code).toBe(1);
  });

  it('runs the post conditions fixed and changed when the last build failed', async () => {
    const { code, lines } = await build(
      pipelineOf(stage('Fine', "echo '> fine'"), ALL_OF_POST),
      '--last-result',
      'FAILURE',
    );
    expect(lines).toEqual(['fine', 'always', 'changed', 'fixed', 'success', 'cleanup']);
    expect(code).toBe(0);
  });

  it('evaluates each post condition just before it runs: unsuccessful runs after a failed always', async () => {
    const more = "post { unsuccessful { echo '> rollback' }\nalways { sh 'false' } }";
    const { code, lines, stages } = await build(pipelineOf(stage('Fine', "echo '> fine'", more)));
    expect({ code, lines, stages }).toEqual({
      code: 1,
      lines: ['fine', 'rollback'],
      stages: { Fine: 'FAILED' },
    });
  });

  it('runs the post of nested stages in their agent and environment', async () => {
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
    const { lines, stages } = await build(pipelineOf(nested));
    expect(lines).toEqual(['outer made']);
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
    "branch 'main'\n expression { error('evaluated although the branch differs') }",
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
    const { code, lines } = await build(jenkinsfile, ...args);
    expect({ code, lines }).toEqual({ code: 0, lines: expected });
  });

  it('is evaluated before the input or the options with beforeInput or beforeOptions', async () => {
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

  it('aborts the other branches with failFast', async () => {
    const { code, lines, stages } = await build(pipelineOf(parallel('failFast true')));
    expect(lines).toEqual(['[Slow] post', 'both']);
    expect(stages).toEqual({ Both: 'FAILED', 'Both / Quick': 'FAILED', 'Both / Slow': 'ABORTED' });
    expect(code).toBe(1);
  });

  it('runs the other branches to their end without failFast', async () => {
    const { code, lines, stages } = await build(pipelineOf(parallel('')));
    expect(lines).toEqual(['[Slow] done', '[Slow] post', 'both']);
    expect(stages).toMatchObject({ Both: 'FAILED', 'Both / Slow': 'ok' });
    expect(code).toBe(1);
  });
});
