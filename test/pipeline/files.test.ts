import { echoed, pipelineOf, removeRepositories, repositoryOf, stage } from './support/repository';

afterEach(removeRepositories);

const build = async (jenkinsfile: string) => {
  const repository = repositoryOf(jenkinsfile);
  const { code, stdout } = await repository.build();
  return { code, stdout, lines: echoed(stdout), repository };
};

const junit = (cases: string) =>
  `sh '''echo '<testsuite>${cases}</testsuite>' > junit.xml'''\njunit 'junit.xml'`;
const PASSED = '<testcase classname="a" name="b"/>';
const FAILED = '<testcase classname="c" name="d"><failure/></testcase>';

describe('An agent', () => {
  it('has a fresh clone, and unstash adds only the stashed files', async () => {
    const first = `
      sh '''mkdir -p dist/a/b other; echo x > dist/top.js; echo y > dist/a/b/deep.js; echo z > other/no.js; chmod +x dist/top.js'''
      stash name: 'made', includes: 'dist/**/*.js,missing/*'`;
    const second = `
      sh 'echo "> $(find . -name "*.js" | sort | xargs)"'
      unstash 'made'
      sh 'echo "> $(find . -name "*.js" | sort | xargs) $(stat -c %A dist/top.js)"; git status > /dev/null'`;
    const { code, lines } = await build(
      pipelineOf([stage('First', first), stage('Second', second, "agent { label 'x' }")].join('\n')),
    );
    expect({ code, lines }).toEqual({ code: 0, lines: ['', './dist/a/b/deep.js ./dist/top.js -rwxr-xr-x'] });
  });

  it('is required by steps that use a workspace', async () => {
    const { code, stdout } = await build(
      pipelineOf(stage('One', "sh 'true'")).replace('agent any', 'agent none'),
    );
    expect(stdout).toContain('ERROR: This step needs a workspace, but the stage has no agent.');
    expect(code).toBe(1);
  });
});

describe('Files', () => {
  it('are archived with their paths', async () => {
    const steps =
      "sh 'mkdir -p out/a; touch out/1.json out/a/2.json out/3.txt'\narchiveArtifacts 'out/**/*.json'";
    const { code, repository } = await build(pipelineOf(stage('One', steps)));
    expect(repository.read('output', 'artifacts', 'out', 'a', '2.json')).toBe('');
    expect(() => repository.read('output', 'artifacts', 'out', '3.txt')).toThrow('ENOENT');
    expect(code).toBe(0);
  });

  it.each([
    [
      "archiveArtifacts 'none/*'",
      'No artifacts found that match the file pattern "none/*". Configuration error?',
    ],
    ["stash name: 'a', includes: 'none/*'", "No files included in stash 'a'"],
    ["unstash 'a'", "No such saved stash 'a'"],
    ["junit 'none.xml'", 'No test report files were found. Configuration error?'],
    [junit(''), 'None of the test reports contained any result'],
  ])('fail the build when they are missing: %s', async (steps, expected) => {
    const { code, stdout } = await build(pipelineOf(stage('One', steps)));
    expect(stdout).toContain(`ERROR: ${expected}`);
    expect(code).toBe(1);
  });

  it('may be missing when the step allows it', async () => {
    const steps =
      "archiveArtifacts artifacts: 'none/*', allowEmptyArchive: true\nstash name: 'a', includes: 'none/*', allowEmpty: true";
    expect(await build(pipelineOf(stage('One', steps)))).toMatchObject({ code: 0 });
  });
});

describe('Reports', () => {
  it('of failed tests make the build unstable and do not skip later stages', async () => {
    const stages = [stage('One', junit(PASSED + FAILED)), stage('Two', "echo '> two'")].join('\n');
    const { code, stdout, lines } = await build(
      pipelineOf(stages, "post { unstable { echo '> unstable' } }"),
    );
    expect(lines).toEqual(['two', 'unstable']);
    expect(stdout).toContain('Recording test results: 2 tests, 1 failed\nFailed: c d\n');
    expect(stdout).toMatch(/\nFinished: UNSTABLE\n$/);
    expect(code).toBe(1);
  });

  it('of failed tests skip later stages and their post with skipStagesAfterUnstable', async () => {
    const later = stage('Two', "echo '> two'", "post { unsuccessful { echo '> rollback' } }");
    const stages = [stage('One', junit(PASSED + FAILED)), later].join('\n');
    const { code, stdout, lines } = await build(pipelineOf(stages, 'options { skipStagesAfterUnstable() }'));
    expect(lines).toEqual([]);
    expect(stdout).toContain('Stage "Two" skipped due to earlier stage(s) marking the build as unstable');
    expect(stdout).toMatch(/\nFinished: UNSTABLE\n$/);
    expect(code).toBe(1);
  });

  it('of coverage are logged', async () => {
    const steps = `
      sh '''echo '<coverage line-rate="0.915"/>' > cobertura.xml'''
      recordCoverage tools: [[parser: 'COBERTURA', pattern: 'cobertura.xml'], [parser: 'COBERTURA', pattern: 'none.xml']]`;
    const { code, stdout } = await build(pipelineOf(stage('One', steps)));
    expect(stdout).toContain('Coverage of lines in cobertura.xml: 91.500 %');
    expect(stdout).toContain("[-ERROR-] No files found for pattern 'none.xml'.");
    expect(code).toBe(0);
  });
});

describe('A mail', () => {
  const mail = (to: string) =>
    pipelineOf(stage('One', `mail to: ${to}, subject: 'It failed', body: env.BUILD_URL`));

  it('is written to a file', async () => {
    const { repository } = await build(mail("'a@example.org'"));
    expect(repository.read('output', 'mail', '1.txt')).toBe(
      'to: a@example.org\nsubject: It failed\n\nhttp://localhost/job/quartet/job/feature/1/\n',
    );
  });

  it('fails without a recipient', async () => {
    const { code, stdout } = await build(mail('env.UNSET'));
    expect(stdout).toContain('ERROR: Email not sent: it has no recipients');
    expect(code).toBe(1);
  });
});
