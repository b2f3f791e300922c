import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLE, ROOT } from './support/render';

const plugins = readFileSync(join(ROLE, 'files/plugins.txt'), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'));
const named = plugins.map((line) => line.split(':')[0]);

/** The directives, options, conditions and steps that each plugin provides; '' is Jenkins itself. */
const WORDS_OF_PLUGIN: Record<string, string[]> = {
  '': ['archiveArtifacts', 'booleanParam', 'buildDiscarder', 'logRotator'],
  'pipeline-model-definition': [
    'pipeline',
    'agent',
    'label',
    'options',
    'parameters',
    'environment',
    'stages',
    'stage',
    'steps',
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
    'beforeAgent',
    'beforeInput',
    'beforeOptions',
    'expression',
    'disableRestartFromStage',
    'skipStagesAfterUnstable',
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
/** The additional plugin that a step requires: `mail` uses the settings of the mailer. */
const REQUIRED_BY: Record<string, string> = { mail: 'mailer' };
/** The plugins that casc.yaml configures. */
const CONFIGURED = [
  'configuration-as-code',
  'matrix-auth',
  'ssh-slaves',
  'credentials',
  'plain-credentials',
  'ssh-credentials',
  'github',
  'github-branch-source',
  'mailer',
  'lockable-resources',
  'job-dsl',
  'workflow-multibranch',
  'git',
];
const GROOVY = ['if'];

/** Returns the words that the Jenkinsfile calls, without its comments, strings and own methods. */
function calledWords(jenkinsfile: string): string[] {
  const code = jenkinsfile.replace(/'[^']*'|"[^"]*"|\/\/.*/g, (part) => (part.startsWith('//') ? '' : "''"));
  const words = code.matchAll(/(?<![.$\w])([a-z]\w*)(?=\s*[({]|[ ]+(?:[a-zA-Z]\w*:|''|true|false))/gm);
  const own = [...code.matchAll(/^(?:void|def) (\w+)\(/gm)].map(([, method]) => method!);
  return [...new Set([...words].map(([, word]) => word!))].filter(
    (word) => !GROOVY.includes(word) && !own.includes(word),
  );
}

describe('The list of plugins', () => {
  it('contains each plugin once with a version, in alphabetical order', () => {
    for (const line of plugins) expect(line).toMatch(/^[a-z0-9-]+:\d[\w.]*$/);
    expect(named).toEqual([...new Set(named)].sort());
  });

  it('contains the plugins that the Jenkinsfile needs', () => {
    const words = calledWords(readFileSync(join(ROOT, 'Jenkinsfile'), 'utf8'));
    expect(words).toEqual(
      expect.arrayContaining(['sh', 'lock', 'recordCoverage', 'milestone', 'durabilityHint']),
    );
    const entries = Object.entries(WORDS_OF_PLUGIN).flatMap(([plugin, words]) =>
      words.map((word) => [word, plugin] as const),
    );
    const plugin = new Map(entries);
    expect(words.filter((word) => !plugin.has(word))).toEqual([]);
    for (const word of words) if (plugin.get(word)) expect(named).toContain(plugin.get(word));
    for (const word of words) if (REQUIRED_BY[word]) expect(named).toContain(REQUIRED_BY[word]);
  });

  it('contains the plugins that the configuration needs', () => {
    for (const plugin of CONFIGURED) expect(named).toContain(plugin);
  });
});
