import { echoed, pipelineOf, removeRepositories, repositoryOf, stage } from './support/repository';

afterEach(removeRepositories);

const build = async (jenkinsfile: string) => {
  const repository = repositoryOf(jenkinsfile);
  const { code, stdout } = await repository.build();
  return { code, stdout, said: echoed(stdout), repository };
};

const junit = (cases: string) =>
  `sh '''echo '<testsuite>${cases}</testsuite>' > junit.xml'''\njunit 'junit.xml'`;
const PASSED = '<testcase classname="a" name="b"/>';
const FAILED = '<testcase classname="c" name="d"><failure/></testcase>';

describe('An agent', () => {
  it('is a fresh clone, into which only what was stashed comes', async () => {
    const first = `
      sh '''mkdir -p dist/a/b other; echo x > dist/top.js; echo y > dist/a/b/deep.js; echo z > other/no.js; chmod +x dist/top.js'''
      stash name: 'made', includes: 'dist/**/*.js,missing/*'`;
    const second = `
      sh 'echo "> $(find . -name "*.js" | sort | xargs)"'
      unstash 'made'
      sh 'echo "> $(find . -name "*.js" | sort | xargs) $(stat -c %A dist/top.js)"; git status > /dev/null'`;
    const { code, said } = await build(
      pipelineOf([stage('First', first), stage('Second', second, "agent { label 'x' }")].join('\n')),
    );
    expect({ code, said }).toEqual({ code: 0, said: ['', './dist/a/b/deep.js ./dist/top.js -rwxr-xr-x'] });
  });

  it('is missed by steps that take one', async () => {
    const { code, stdout } = await build(
      pipelineOf(stage('One', "sh 'true'")).replace('agent any', 'agent none'),
    );
    expect(stdout).toContain('ERROR: This step takes a workspace, and there is no agent here.');
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
  ])('that are missing fail the build: %s', async (steps, expected) => {
    const { code, stdout } = await build(pipelineOf(stage('One', steps)));
    expect(stdout).toContain(`ERROR: ${expected}`);
    expect(code).toBe(1);
  });

  it('may be missing where that is said', async () => {
    const steps =
      "archiveArtifacts artifacts: 'none/*', allowEmptyArchive: true\nstash name: 'a', includes: 'none/*', allowEmpty: true";
    expect(await build(pipelineOf(stage('One', steps)))).toMatchObject({ code: 0 });
  });
});

describe('Reports', () => {
  it('of tests that failed make the build unstable, which stops nothing', async () => {
    const stages = [stage('One', junit(PASSED + FAILED)), stage('Two', "echo '> two'")].join('\n');
    const { code, stdout, said } = await build(pipelineOf(stages, "post { unstable { echo '> unstable' } }"));
    expect(said).toEqual(['two', 'unstable']);
    expect(stdout).toContain('Recording test results: 2, of which 1 failed\nFailed: c d\n');
    expect(stdout).toMatch(/\nFinished: UNSTABLE\n$/);
    expect(code).toBe(1);
  });

  it('of tests that failed end it there, where what is in doubt goes no further, and what was not entered is not put back', async () => {
    const later = stage('Two', "echo '> two'", "post { unsuccessful { echo '> put back' } }");
    const stages = [stage('One', junit(PASSED + FAILED)), later].join('\n');
    const { code, stdout, said } = await build(pipelineOf(stages, 'options { skipStagesAfterUnstable() }'));
    expect(said).toEqual([]);
    expect(stdout).toContain('Stage "Two" skipped due to earlier stage(s) marking the build as unstable');
    expect(stdout).toMatch(/\nFinished: UNSTABLE\n$/);
    expect(code).toBe(1);
  });

  it('of coverage are read', async () => {
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

  it('is kept', async () => {
    const { repository } = await build(mail("'a@example.org'"));
    expect(repository.read('output', 'mail', '1.txt')).toBe(
      'to: a@example.org\nsubject: It failed\n\nhttp://localhost/job/quartet/job/feature/1/\n',
    );
  });

  it('takes somebody to go to', async () => {
    const { code, stdout } = await build(mail('env.NOBODY'));
    expect(stdout).toContain('ERROR: Email not sent: it has no recipients');
    expect(code).toBe(1);
  });
});
