import { runPipeline } from './support/run-pipeline';
import { pipelineOf, removeRepositories, repositoryOf, stage } from './support/repository';

afterEach(removeRepositories);

const check = (jenkinsfile: string) => {
  const repository = repositoryOf(jenkinsfile);
  return runPipeline(['--validate', '--jenkinsfile', repository.path('repository', 'Jenkinsfile')]);
};

/** Expects the errors that the lines of the Jenkinsfile declare after `//!`. */
async function expectErrors(jenkinsfile: string): Promise<void> {
  const expected = jenkinsfile.split('\n').flatMap((line, index) => {
    const [, ...messages] = line.split('//! ');
    return messages.map((message) => `Jenkinsfile:${index + 1}: ${message.trim()}`);
  });
  const { code, stdout, stderr } = await check(jenkinsfile);
  expect(stderr.trimEnd().split('\n')).toEqual(expected);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
}

describe('The validation', () => {
  it('reports errors in steps', () =>
    expectErrors(
      pipelineOf(
        stage(
          'Steps',
          `
    sh script: 'true', returnStats: true //! \`sh\` has no argument \`returnStats\`; it has script, label, returnStatus, returnStdout.
    sh 'true', 'false' //! \`sh\` takes one unnamed argument.
    sh label: 'empty' //! \`sh\` needs \`script\`.
    sh script: 'true', returnStatus: 'yes' //! \`returnStatus\` of \`sh\` must be of type Boolean.
    mail 'alice' //! \`mail\` takes its arguments by name.
    timeout(time: 1, unit: 'AGES') { echo 'a' } //! \`unit\` of \`timeout\` must be one of NANOSECONDS, MICROSECONDS, MILLISECONDS, SECONDS, MINUTES, HOURS, DAYS.
    def a = 1 //! Expected a name with its value or block in steps.
    env.put('a', 'b') //! A method call on an object in steps needs a \`script\` block.
    script {
        def helper = { echo 'fine' }
        helper()
        'text'.trim()
        if (true) {
            junit tests: '*.xml' //! \`junit\` has no argument \`tests\`; it has testResults, allowEmptyResults. //! \`junit\` needs \`testResults\`.
        }
    }
    echo('a') { } //! \`echo\` takes no block.`,
        ),
      ),
    ));

  it('reports unknown steps', async () => {
    const { code, stderr } = await check(
      pipelineOf(stage('Steps', "bat 'dir'\nscript { powershell 'dir' }")),
    );
    expect(stderr).toMatch(/^Jenkinsfile:7: Unknown `bat` in steps; supported: archiveArtifacts, echo, /m);
    expect(stderr).toMatch(
      /^Jenkinsfile:8: Unknown `powershell` in a script; supported: archiveArtifacts, /m,
    );
    expect(code).toBe(1);
  });

  it('reports errors in the structure', () =>
    expectErrors(`pipeline { //! The pipeline has no \`agent\`.
    stages {
        stage('Empty') { } //! Stage \`Empty\` needs exactly one of steps, stages, parallel.
        stage('Outside') { //! Stage \`Outside\` needs exactly one of steps, stages, parallel.
            sh 'true' //! Unknown \`sh\` in a stage; supported: agent, environment, failFast, input, options, parallel, post, stages, steps, when.
        }
        stage('Same') { steps { echo 'a' } }
        stage('Same') { steps { echo 'a' } } //! Stage \`Same\` is defined twice.
        stage('Both') { //! Stage \`Both\` needs exactly one of steps, stages, parallel.
            steps { echo 'a' }
            stages { stage('Inner') { steps { echo 'a' } } }
        }
        stage('No branches') {
            failFast true //! \`failFast\` needs a stage with \`parallel\`.
            steps { } //! \`steps\` is empty.
        }
        stage('Parallel') {
            agent any //! \`agent\` is not allowed in stage \`Parallel\`, which has parallel stages.
            parallel {
                stage('Again') { //! Stage \`Again\` nests \`parallel\` in another \`parallel\`.
                    parallel { stage('Innermost') { steps { echo 'a' } } }
                }
                step('x') //! Unknown \`step\` in \`parallel\`; supported: stage.
            }
        }
        stage('Twice') { //! Stage \`Twice\` needs exactly one of steps, stages, parallel.
            steps { echo 'a' }
            steps { echo 'a' } //! \`steps\` is defined twice.
        }
    }
}
`));

  it('reports errors in sections', () =>
    expectErrors(`pipeline {
    agent { lable 'x' } //! Unknown \`lable\` in agent; supported: label. //! \`agent\` needs one label.
    tools { jdk 'x' } //! Unknown \`tools\` in a pipeline; supported: agent, environment, options, parameters, post, stages, triggers.
    triggers {
        githubPush('x') //! \`githubPush\` takes its arguments by name.
    }
    options {
        timeout(time: '2') //! \`time\` of \`timeout\` must be of type Integer.
        durabilityHint('FAST') //! \`hint\` of \`durabilityHint\` must be one of PERFORMANCE_OPTIMIZED, SURVIVABLE_NONATOMIC, MAX_SURVIVABILITY.
        buildDiscarder(logRotator(numToKeep: '5')) //! \`logRotator\` has no argument \`numToKeep\`; it has daysToKeepStr, numToKeepStr, artifactDaysToKeepStr, artifactNumToKeepStr.
        timestamps()
        timestamps() //! \`timestamps\` is defined twice.
    }
    parameters { booleanParam(name: 'A', defaultValue: 'false') } //! \`defaultValue\` of \`booleanParam\` must be of type Boolean.
    environment {
        A = 1 //! A value in \`environment\` must be a string, strings joined with +, or credentials(…).
        B = 'b' + 'c'
        B = "\${A}" //! \`B\` is set twice.
        C = secret('x') //! Unknown \`secret\` in environment; supported: credentials.
        echo 'a' //! Expected NAME = value in \`environment\`.
    }
    stages {
        stage('One') {
            options { disableConcurrentBuilds() } //! Unknown \`disableConcurrentBuilds\` in options; supported: lock, timeout, timestamps.
            when { beforeAgent true } //! \`when\` needs a condition.
            input { ok 'Yes' } //! \`input\` needs a message.
            steps { echo 'a' }
            post {
                allways { echo 'a' } //! Unknown \`allways\` in post; supported: always, changed, fixed, regression, aborted, failure, success, unstable, unsuccessful, cleanup.
                always { } //! \`always\` is empty.
            }
        }
        stage('Two') {
            when {
                not { //! \`not\` takes one condition.
                    branch 'a'
                    branch 'b'
                }
                environment name: 'A' //! \`environment\` needs \`value\`.
                expression 'true' //! \`expression\` needs a block. //! \`expression\` takes its arguments by name.
            }
            steps { echo 'a' }
        }
    }
}
`));

  it.each([
    ['that is not Groovy', 'pipeline {\n    agent any\n', /^Jenkinsfile:\d+: /],
    [
      'without a pipeline',
      "node { sh 'true' }\n",
      /^Jenkinsfile:1: Expected exactly one `pipeline \{ … \}` at the top level\.$/m,
    ],
  ])('reports a file %s', async (_, jenkinsfile, expected) => {
    const { code, stderr } = await check(jenkinsfile);
    expect(stderr).toMatch(expected);
    expect(code).toBe(1);
  });

  it('runs no step when the Jenkinsfile has an error', async () => {
    const repository = repositoryOf(pipelineOf(stage('One', "sh 'exit 1'\nbat 'dir'")));
    const { code, stdout } = await repository.build();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});

describe('npm run pipeline', () => {
  it.each([
    [['--nothing', 'x'], /^Unknown option --nothing; see --help\.\n$/],
    [['--branch'], /^--branch is unknown or has no value; see --help\.\n$/],
    [['--param', 'A'], /^--param must be NAME=VALUE, got `A`\.\n$/],
    [['--secret', 'a=/nowhere'], /^--secret: the file \/nowhere does not exist\.\n$/],
    [['--answer', 'perhaps'], /^--answer must be one of ok, abort, none, got `perhaps`\.\n$/],
    [['--commit', 'nowhere'], /nowhere/],
    [['--param', 'A=b'], /^The Jenkinsfile has no parameter A\.\n$/],
  ])('exits with 2 when its arguments are %j', async (args, expected) => {
    const { code, stderr } = await repositoryOf(pipelineOf(stage('One', "echo 'a'"))).build(args);
    expect(stderr).toMatch(expected);
    expect(code).toBe(2);
  });

  it('accepts a valid Jenkinsfile', async () => {
    const { code, stdout } = await check(pipelineOf(stage('One', "echo 'a'")));
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Jenkinsfile: valid\n' });
  });

  it('prints its usage for --help', async () => {
    const { code, stdout } = await runPipeline(['--help']);
    expect(stdout).toMatch(/^npm run pipeline \[-- OPTION\.\.\.\]: executes the Jenkinsfile/);
    expect(code).toBe(0);
  });
});
