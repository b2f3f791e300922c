import { runPipeline } from './support/run-pipeline';
import { pipelineOf, removeRepositories, repositoryOf, stage } from './support/repository';

afterEach(removeRepositories);

const check = (jenkinsfile: string) => {
  const repository = repositoryOf(jenkinsfile);
  return runPipeline(['--validate', '--jenkinsfile', repository.path('repository', 'Jenkinsfile')]);
};

/** A Jenkinsfile whose lines say themselves, after `//!`, what is wrong with them. */
async function expectMistakes(jenkinsfile: string): Promise<void> {
  const expected = jenkinsfile.split('\n').flatMap((line, index) => {
    const [, ...mistakes] = line.split('//! ');
    return mistakes.map((mistake) => `Jenkinsfile:${index + 1}: ${mistake.trim()}`);
  });
  const { code, stdout, stderr } = await check(jenkinsfile);
  expect(stderr.trimEnd().split('\n')).toEqual(expected);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
}

describe('Before anything runs', () => {
  it('mistakes of steps are told', () =>
    expectMistakes(
      pipelineOf(
        stage(
          'Steps',
          `
    sh script: 'true', returnStats: true //! \`sh\` has no argument \`returnStats\`; it has script, label, returnStatus, returnStdout.
    sh 'true', 'false' //! \`sh\` takes one unnamed argument.
    sh label: 'nothing' //! \`sh\` needs \`script\`.
    sh script: 'true', returnStatus: 'yes' //! \`returnStatus\` of \`sh\` is a Boolean.
    mail 'somebody' //! \`mail\` takes its arguments by name.
    timeout(time: 1, unit: 'AGES') { echo 'a' } //! \`unit\` of \`timeout\` is one of NANOSECONDS, MICROSECONDS, MILLISECONDS, SECONDS, MINUTES, HOURS, DAYS.
    def a = 1 //! Expected a name with its value or block in steps.
    env.put('a', 'b') //! A method of an object is called in steps; that takes a \`script\`.
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

  it('steps that are not known are told', async () => {
    const { code, stderr } = await check(
      pipelineOf(stage('Steps', "bat 'dir'\nscript { powershell 'dir' }")),
    );
    expect(stderr).toMatch(/^Jenkinsfile:7: There is no `bat` in steps; known are archiveArtifacts, echo, /m);
    expect(stderr).toMatch(
      /^Jenkinsfile:8: There is no `powershell` in a script; known are archiveArtifacts, /m,
    );
    expect(code).toBe(1);
  });

  it('mistakes of the structure are told', () =>
    expectMistakes(`pipeline { //! The pipeline has no \`agent\`.
    stages {
        stage('Empty') { } //! Stage \`Empty\` needs one of steps, stages, parallel.
        stage('Outside') { //! Stage \`Outside\` needs one of steps, stages, parallel.
            sh 'true' //! There is no \`sh\` in a stage; known are agent, environment, failFast, input, options, parallel, post, stages, steps, when.
        }
        stage('Same') { steps { echo 'a' } }
        stage('Same') { steps { echo 'a' } } //! There are two stages \`Same\`.
        stage('Both') { //! Stage \`Both\` needs one of steps, stages, parallel.
            steps { echo 'a' }
            stages { stage('Inner') { steps { echo 'a' } } }
        }
        stage('No branches') {
            failFast true //! \`failFast\` is for a stage with \`parallel\`.
            steps { } //! \`steps\` is empty.
        }
        stage('Parallel') {
            agent any //! \`agent\` is not allowed in stage \`Parallel\`, which has parallel stages.
            parallel {
                stage('Again') { //! Stage \`Again\` is parallel within a parallel one.
                    parallel { stage('Innermost') { steps { echo 'a' } } }
                }
                step('x') //! There is no \`step\` in \`parallel\`; known is stage.
            }
        }
        stage('Twice') { //! Stage \`Twice\` needs one of steps, stages, parallel.
            steps { echo 'a' }
            steps { echo 'a' } //! \`steps\` stands here twice.
        }
    }
}
`));

  it('mistakes of sections are told', () =>
    expectMistakes(`pipeline {
    agent { lable 'x' } //! There is no \`lable\` in agent; known are label. //! \`agent\` needs one label.
    tools { jdk 'x' } //! There is no \`tools\` in a pipeline; known are agent, environment, options, parameters, post, stages, triggers.
    triggers {
        githubPush('x') //! \`githubPush\` takes its arguments by name.
    }
    options {
        timeout(time: '2') //! \`time\` of \`timeout\` is a Integer.
        durabilityHint('FAST') //! \`hint\` of \`durabilityHint\` is one of PERFORMANCE_OPTIMIZED, SURVIVABLE_NONATOMIC, MAX_SURVIVABILITY.
        buildDiscarder(logRotator(numToKeep: '5')) //! \`logRotator\` has no argument \`numToKeep\`; it has daysToKeepStr, numToKeepStr, artifactDaysToKeepStr, artifactNumToKeepStr.
        timestamps()
        timestamps() //! \`timestamps\` stands here twice.
    }
    parameters { booleanParam(name: 'A', defaultValue: 'false') } //! \`defaultValue\` of \`booleanParam\` is a Boolean.
    environment {
        A = 1 //! A value in \`environment\` is a string, strings joined with +, or credentials(…).
        B = 'b' + 'c'
        B = "\${A}" //! \`B\` is set twice.
        C = secret('x') //! There is no \`secret\` in environment; known are credentials.
        echo 'a' //! Expected NAME = value in \`environment\`.
    }
    stages {
        stage('One') {
            options { disableConcurrentBuilds() } //! There is no \`disableConcurrentBuilds\` in options; known are lock, timeout, timestamps.
            when { beforeAgent true } //! \`when\` has no condition.
            input { ok 'Yes' } //! \`input\` needs a message.
            steps { echo 'a' }
            post {
                allways { echo 'a' } //! There is no \`allways\` in post; known are always, changed, fixed, regression, aborted, failure, success, unstable, unsuccessful, cleanup.
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
                expression 'true' //! \`expression\` takes a block. //! \`expression\` takes its arguments by name.
            }
            steps { echo 'a' }
        }
    }
}
`));

  it.each([
    ['what is not Groovy', 'pipeline {\n    agent any\n', /^Jenkinsfile:\d+: /],
    [
      'what is no pipeline',
      "node { sh 'true' }\n",
      /^Jenkinsfile:1: There is no one `pipeline \{ … \}` at the top\.$/m,
    ],
  ])('%s is told', async (_, jenkinsfile, expected) => {
    const { code, stderr } = await check(jenkinsfile);
    expect(stderr).toMatch(expected);
    expect(code).toBe(1);
  });

  it('nothing has run where anything is wrong', async () => {
    const repository = repositoryOf(pipelineOf(stage('One', "sh 'exit 1'\nbat 'dir'")));
    const { code, stdout } = await repository.build();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});

describe('The command', () => {
  it.each([
    [['--nothing', 'x'], /^There is no --nothing; --help says what there is\.\n$/],
    [['--branch'], /^--branch is unknown, or has no value; --help says what there is\.\n$/],
    [['--param', 'A'], /^--param takes NAME=VALUE\.\n$/],
    [['--secret', 'a=/nowhere'], /^--secret: there is no \/nowhere\.\n$/],
    [['--answer', 'perhaps'], /^--answer is one of ok, abort, none\.\n$/],
    [['--commit', 'nowhere'], /nowhere/],
    [['--param', 'A=b'], /^The Jenkinsfile has no parameter A\.\n$/],
  ])('ends with 2 where it is called with %j', async (args, expected) => {
    const { code, stderr } = await repositoryOf(pipelineOf(stage('One', "echo 'a'"))).build(args);
    expect(stderr).toMatch(expected);
    expect(code).toBe(2);
  });

  it('says of a right Jenkinsfile that it is one', async () => {
    const { code, stdout } = await check(pipelineOf(stage('One', "echo 'a'")));
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Jenkinsfile: as Jenkins would take it\n' });
  });

  it('says how it is called', async () => {
    const { code, stdout } = await runPipeline(['--help']);
    expect(stdout).toMatch(/^npm run pipeline \[-- OPTION\.\.\.\]: executes the Jenkinsfile/);
    expect(code).toBe(0);
  });
});
