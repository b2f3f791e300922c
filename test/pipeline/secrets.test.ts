import { echoed, pipelineOf, removeRepositories, repositoryOf, stage } from './support/repository';

afterEach(removeRepositories);

const KEY = '-----BEGIN KEY-----\nabcdefgh12345678\nshort\nijklmnop87654321\n-----END KEY-----\n';

const binding = stage(
  'Binding',
  `
    sh 'echo "> $(stat -c %a "$KEY") $(wc -l < "$KEY")"; cat "$KEY"; echo "$KEY" > path'
    sh 'set +x; echo "> $TOKEN"; printf "> in p"; printf "arts: %s" "\${TOKEN%?????}"; sleep 0.2; printf "%s\\n" "\${TOKEN#????????}"'
    sh '#!/bin/bash -x\\n: "$TOKEN"'
    echo "> \${TOKEN}"`,
  "environment { KEY = credentials('key')\nTOKEN = credentials('token') }",
);
const after = stage('After', `sh 'echo "> \${KEY-gone} \${TOKEN-gone} $(ls "$(cat path)" 2>&1)"'`);

const buildWithSecrets = async (jenkinsfile: string) => {
  const repository = repositoryOf(jenkinsfile);
  const key = repository.write('key', KEY);
  const token = repository.write('token', "to'ken secret\n");
  const ended = await repository.build(['--credential', `key=${key}`, '--secret', `token=${token}`]);
  return { ...ended, repository };
};

describe('Credentials', () => {
  it('are files with mode 0600 and texts, which no log contains and which are removed after the stage', async () => {
    const { code, stdout, repository } = await buildWithSecrets(pipelineOf(`${binding}\n${after}`));
    const [file, token, parts, line, unbound] = echoed(stdout);
    expect([file, token, parts, line]).toEqual(['600 5', '****', 'in parts: ****', '****']);
    expect(unbound).toMatch(/^gone gone ls: cannot access .*No such file or directory$/);
    for (const log of [stdout, repository.read('output', 'log')]) {
      expect(log).not.toMatch(/ken secret|abcdefgh|87654321/);
      expect(log).toContain('\nshort\n');
    }
    expect(code).toBe(0);
  });

  it('can be bound for single steps', async () => {
    const steps = `withCredentials([string(credentialsId: 'token', variable: 'T'), file(credentialsId: 'key', variable: 'K')]) {
        sh 'echo "> \${#T} $(wc -l < "$K")"'
    }
    sh 'echo "> \${T-gone} \${K-gone}"'`;
    const { stdout } = await buildWithSecrets(pipelineOf(stage('One', steps)));
    expect(echoed(stdout)).toEqual(['13 5', 'gone gone']);
  });

  it('fail the stage before its steps when they do not exist', async () => {
    const jenkinsfile = pipelineOf(
      stage('One', "echo '> never'", "environment { A = credentials('unknown') }"),
    );
    const { code, stdout } = await buildWithSecrets(jenkinsfile);
    expect(stdout).toContain("ERROR: Could not find credentials entry with ID 'unknown'");
    expect({ code, lines: echoed(stdout) }).toEqual({ code: 1, lines: [] });
  });
});
