import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLE, ROOT } from './support/render';

const plugins = readFileSync(join(ROLE, 'files/plugins.txt'), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'));
const named = plugins.map((line) => line.split(':')[0]);

/** Which plugin a directive, option, condition or step of the Jenkinsfile comes from; '' is Jenkins itself. */
const FROM: Record<string, string[]> = {
  '': ['archiveArtifacts', 'booleanParam', 'buildDiscarder', 'logRotator'],
  'pipeline-model-definition': [
    ...['pipeline', 'agent', 'label', 'options', 'parameters', 'environment', 'stages', 'stage', 'steps'],
    ...[
      'parallel',
      'failFast',
      'script',
      'post',
      'always',
      'cleanup',
      'fixed',
      'unsuccessful',
      'when',
      'branch',
    ],
    ...['beforeAgent', 'beforeInput', 'beforeOptions', 'expression'],
    ...['disableRestartFromStage', 'skipStagesAfterUnstable'],
  ],
  coverage: ['recordCoverage'],
  'credentials-binding': ['credentials'],
  junit: ['junit'],
  'lockable-resources': ['lock'],
  'pipeline-input-step': ['input', 'message', 'ok', 'submitter'],
  'pipeline-milestone-step': ['milestone'],
  timestamper: ['timestamps'],
  'workflow-basic-steps': ['echo', 'error', 'mail', 'stash', 'timeout', 'unstash'],
  'workflow-durable-task-step': ['sh'],
  'workflow-job': ['disableConcurrentBuilds', 'durabilityHint'],
};
/** What these do by another one: mail is sent as the mailer is set up. */
const TAKES: Record<string, string> = { mail: 'mailer' };
const GROOVY = ['if'];

/** The words that something is asked of, in code without comments and texts; methods of the file's own are not from elsewhere. */
function asked(jenkinsfile: string): string[] {
  const code = jenkinsfile.replace(/'[^']*'|"[^"]*"|\/\/.*/g, (part) => (part.startsWith('//') ? '' : "''"));
  const words = code.matchAll(/(?<![.$\w])([a-z]\w*)(?=\s*[({]|[ ]+(?:[a-zA-Z]\w*:|''|true|false))/gm);
  const own = [...code.matchAll(/^(?:void|def) (\w+)\(/gm)].map(([, method]) => method!);
  return [...new Set([...words].map(([, word]) => word!))].filter(
    (word) => !GROOVY.includes(word) && !own.includes(word),
  );
}

describe('The list of plugins', () => {
  it('names each once, with a version, in order', () => {
    for (const line of plugins) expect(line).toMatch(/^[a-z0-9-]+:\d[\w.]*$/);
    expect(named).toEqual([...new Set(named)].sort());
  });

  it('has what the Jenkinsfile takes', () => {
    const words = asked(readFileSync(join(ROOT, 'Jenkinsfile'), 'utf8'));
    expect(words).toEqual(
      expect.arrayContaining(['sh', 'lock', 'recordCoverage', 'milestone', 'durabilityHint']),
    );
    const from = Object.entries(FROM).flatMap(([plugin, of]) => of.map((word) => [word, plugin] as const));
    const plugin = new Map(from);
    expect(words.filter((word) => !plugin.has(word))).toEqual([]);
    for (const word of words) if (plugin.get(word)) expect(named).toContain(plugin.get(word));
    for (const word of words) if (TAKES[word]) expect(named).toContain(TAKES[word]);
  });

  it('has what the configuration takes', () => {
    for (const plugin of [
      ...[
        'configuration-as-code',
        'matrix-auth',
        'ssh-slaves',
        'credentials',
        'plain-credentials',
        'ssh-credentials',
      ],
      ...[
        'github',
        'github-branch-source',
        'mailer',
        'lockable-resources',
        'job-dsl',
        'workflow-multibranch',
        'git',
      ],
    ])
      expect(named).toContain(plugin);
  });
});
