import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { SECRETS, removeRendered, render } from './support/render';

const schema = JSON.parse(readFileSync(join(__dirname, 'casc.schema.json'), 'utf8')) as object;
const validate = new Ajv({ allErrors: true }).compile(schema);

/** What a test looks at in the configuration has no type. */
type Parsed = Record<string, string & Record<string, string>>;

const ldap = { ldap: { configurations: [{ server: 'ldaps://ldap.example', rootDN: 'dc=example' }] } };

afterAll(removeRendered);

describe.each([
  ['the example', {}],
  ['neither mail nor whom to tell', { jenkins_mail: {}, jenkins_notify: '' }],
  ['a mail server without a user', { jenkins_mail: { host: 'mail.example' } }],
  ['a GitHub App', { jenkins_github_app: 123456 }],
  ['people of LDAP', { jenkins_realm: ldap }],
  ['values that YAML would misread', { jenkins_notify: 'yes', jenkins_github_user: 'a: "b" #c' }],
])('The configuration with %s', (_, variables) => {
  const rendered = render(variables).read('casc.yaml');

  it('has the documented form', () => {
    validate(parse(rendered));
    expect(validate.errors).toBeNull();
  });

  it('has no secret in it', () => {
    for (const secret of [...Object.values(SECRETS), 'secret key of the certificate'])
      expect(rendered).not.toContain(secret);
  });

  it('names no secret that nobody is asked for', () => {
    const specs = readFileSync(
      join(__dirname, '../../ansible/roles/jenkins/meta/argument_specs.yml'),
      'utf8',
    );
    const known = Object.keys(parse(specs).argument_specs.main.options.jenkins_secrets.options as object);
    const named = [...rendered.matchAll(/\$\{(?:readFile(?:Base64)?:\/etc\/jenkins\/secrets\/)?(\w+)\}/g)];
    expect(named.length).toBe(rendered.split('${').length - 2); // One is in the comment at its top.
    for (const [, name] of named) expect([...known, 'agent_key']).toContain(name);
  });
});

describe('The configuration', () => {
  const casc = parse(render().read('casc.yaml'));

  it('lets nobody in who is not named', () => {
    expect(casc.jenkins.securityRealm.local.allowsSignup).toBe(false);
    const named = casc.jenkins.authorizationStrategy.globalMatrix.entries.map(
      (entry: Parsed) => Object.values(entry)[0]!.name,
    );
    expect(named).toEqual(['admin', 'deliverers']);
  });

  it('builds on the agent alone, which is recognized by its key', () => {
    expect(casc.jenkins.numExecutors).toBe(0);
    expect(casc.jenkins.nodes[0].permanent).toMatchObject({ labelString: 'quartet', mode: 'EXCLUSIVE' });
    expect(JSON.stringify(casc.jenkins.nodes[0])).toContain('ssh-ed25519 AAAAhost');
  });

  it('has what the Jenkinsfile asks for: credentials as files, variables, the lock', () => {
    const jenkinsfile = readFileSync(join(__dirname, '../../Jenkinsfile'), 'utf8');
    const files = casc.credentials.system.domainCredentials[0].credentials.flatMap(
      (one: Parsed) => one.file?.id ?? [],
    );
    for (const [, id] of jenkinsfile.matchAll(/credentials\('([^']+)'\)/g)) expect(files).toContain(id);
    const set = casc.jenkins.globalNodeProperties[0].envVars.env.map(({ key }: { key: string }) => key);
    for (const [, name] of jenkinsfile.matchAll(/\b(QUARTET_(?:INVENTORY|SITE|NOTIFY))\b/g))
      expect(set).toContain(name);
    const [, lock] = /lock\(resource: '([^']+)'\)/.exec(jenkinsfile)!;
    expect(
      casc.unclassified.lockableResourcesManager.declaredResources.map(({ name }: Parsed) => name),
    ).toEqual([lock]);
    const [, submitter] = /submitter '([^']+)'/.exec(jenkinsfile)!;
    expect(casc.jenkins.securityRealm.local.users.map(({ id }: Parsed) => id)).toContain(submitter);
  });
});
