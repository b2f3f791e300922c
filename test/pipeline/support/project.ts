import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from '../../support/wait-until';
import { type Repository, repositoryWith } from './repository';

/**
 * Replaces every program that the Jenkinsfile calls. It records its arguments, prints the secrets like a careless program,
 * and creates the files of the real program. It fails if its arguments match the pattern FAILS, and sleeps if they match SLOW.
 */
const STAND_IN = `#!/bin/bash
echo "$*" >> "$CALLS"
cat "$ANSIBLE_PRIVATE_KEY_FILE" "$ANSIBLE_VAULT_PASSWORD_FILE" "$QUARTET_SIGNING_KEY" 2> /dev/null
case $* in
  'npm test:report')
    mkdir -p test-output coverage
    echo '<testsuite><testcase classname="a" name="b"/></testsuite>' > test-output/junit.xml
    echo '<coverage line-rate="1"/>' > coverage/cobertura-coverage.xml ;;
  'npm release build')
    mkdir -p release packages/one/dist
    echo '{}' | tee release/release.json > packages/one/dist/main.js ;;
  *deploy.yml*) test -e release/release.json && test -e packages/one/dist/main.js || exit 9 ;;
esac
[[ -z $SLOW || ! "$*" =~ $SLOW ]] || sleep 60
[[ -z $FAILS || ! "$*" =~ $FAILS ]] || exit "$STATUS"
`;

const ROOT = join(__dirname, '..', '..', '..');
const SCRIPTS = ['check', 'test:report', 'release', 'smoke'];
const SECRETS = ['quartet-ssh-key', 'quartet-vault-password', 'quartet-signing-key'];
const INVENTORY = '/etc/quartet/inventory.yml';
const SITE = 'https://quartet.example.org';

export interface Behaviour {
  /** Calls that match this pattern fail. */
  FAILS?: string;
  /** The exit code of failing calls (default 1). */
  STATUS?: string;
  /** A call that matches this pattern hangs until the test aborts the build. */
  SLOW?: string;
}

export interface Project extends Repository {
  /** Builds the project with the settings of Jenkins. With SLOW, aborts the build as soon as a matching call starts. */
  run: (args?: readonly string[], behaviour?: Behaviour) => Promise<Built>;
}

export interface Built {
  code: number | null;
  log: string;
  result: string;
  stages: Record<string, string>;
  /** The calls of the programs, with placeholders for values that differ between runs. */
  calls: string[];
}

/** Creates a small repository with the project's Jenkinsfile. */
export function createProject(): Project {
  const manifest = {
    name: 'stand-in',
    version: '1.0.0',
    scripts: Object.fromEntries(SCRIPTS.map((name) => [name, `stand-in npm ${name}`])),
  };
  const lock = {
    name: 'stand-in',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: { '': { name: 'stand-in', version: '1.0.0' } },
  };
  const repository = repositoryWith({
    'package.json': JSON.stringify(manifest),
    'package-lock.json': JSON.stringify(lock),
    Jenkinsfile: readFileSync(join(ROOT, 'Jenkinsfile'), 'utf8'),
    '.gitignore': readFileSync(join(ROOT, '.gitignore'), 'utf8'),
  });
  repository.write('bin/stand-in', STAND_IN);
  repository.write('bin/ansible-playbook', '#!/bin/sh\nexec stand-in ansible-playbook "$@"\n');
  const secrets = SECRETS.flatMap((id) => [
    '--credential',
    `${id}=${repository.write(id, `the secret of ${id}\n`)}`,
  ]);
  const run: Project['run'] = async (args = [], behaviour = {}) => {
    repository.write('calls', '');
    const { child, ended } = repository.start(
      [
        ...secrets,
        '--env',
        `QUARTET_INVENTORY=${INVENTORY}`,
        '--env',
        `QUARTET_SITE=${SITE}`,
        '--env',
        'QUARTET_NOTIFY=team@example.org',
        '--previous',
        'aaaa',
        ...args,
      ],
      {
        PATH: `${repository.path('bin')}:${process.env.PATH ?? ''}`,
        CALLS: repository.path('calls'),
        npm_config_update_notifier: 'false',
        FAILS: '',
        SLOW: '',
        STATUS: '1',
        ...behaviour,
      },
    );
    if (behaviour.SLOW) {
      const slow = new RegExp(behaviour.SLOW, 'm');
      await waitUntil(() => slow.test(repository.read('calls')));
      child.kill('SIGTERM');
    }
    const { code, stdout, stderr } = await ended;
    return {
      code,
      log: stdout + stderr,
      result: /\nFinished: (\w+)\n$/.exec(stdout)?.[1] ?? stderr,
      stages: await repository.stages(),
      calls: repository
        .read('calls')
        .trimEnd()
        .split('\n')
        .map((call) =>
          call
            .replaceAll(/[^\s=]*\/workspaces\//g, 'WORKSPACE-')
            .replaceAll(/[^\s=]*\/secretFiles\/\w+\//g, 'SECRET-'),
        )
        .map((call) => call.replaceAll(repository.head, 'COMMIT')),
    };
  };
  return { ...repository, run };
}

/** The call of a playbook. */
export const play = (name: string, options = ''): string =>
  `ansible-playbook -i ${INVENTORY} ansible/${name}.yml${options && ` ${options}`}`;

/** The call of the smoke test. */
export const SMOKE = `npm smoke ${SITE}`;
