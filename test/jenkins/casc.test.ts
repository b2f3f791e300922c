import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { SECRETS, removeRendered, render } from './support/render';

const schema = JSON.parse(readFileSync(join(__dirname, 'casc.schema.json'), 'utf8')) as object;
const validate = new Ajv({ allErrors: true }).compile(schema);

/** The parsed YAML has no precise type. */
type Parsed = Record<string, string & Record<string, string>>;

const ldap = { ldap: { configurations: [{ server: 'ldaps://ldap.example', rootDN: 'dc=example' }] } };

afterAll(removeRendered);

describe.each([
  ['the example', {}],
  ['no mail server and no recipient', { jenkins_mail: {}, jenkins_notify: '' }],
  ['a mail server without a user', { jenkins_mail: { host: 'mail.example' } }],
  ['a GitHub App', { jenkins_github_app: 123456 }],
  ['LDAP users', { jenkins_realm: ldap }],
  ['values that need quotes in YAML', { jenkins_notify: 'yes', jenkins_github_user: 'a: "b" #c' }],
])('The configuration with %s', (_, variables) => {
  const rendered = render(variables).read('casc.yaml');

  it('conforms to the schema', () => {
    validate(parse(rendered));
    expect(validate.errors).toBeNull();
  });

  it('contains no secret', () => {
    for (const secret of [...Object.values(SECRETS), 'secret key of the certificate'])
      expect(rendered).not.toContain(secret);
  });

  it('refers only to documented secrets', () => {
    const specs = readFileSync(
      join(__dirname, '../../ansible/roles/jenkins/meta/argument_specs.yml'),
      'utf8',
    );
    const documented = Object.keys(
      parse(specs).argument_specs.main.options.jenkins_secrets.options as object,
    );
    const references = [
      ...rendered.matchAll(/\$\{(?:readFile(?:Base64)?:\/etc\/jenkins\/secrets\/)?(\w+)\}/g),
    ];
    // The comment at the top contains one more `${`.
    expect(references.length).toBe(rendered.split('${').length - 2);
    for (const [, name] of references) expect([...documented, 'agent_key']).toContain(name);
  });
});

describe('The configuration', () => {
  const casc = parse(render().read('casc.yaml'));

  it('grants access only to admin and deliverers', () => {
    expect(casc.jenkins.securityRealm.local.allowsSignup).toBe(false);
    const names = casc.jenkins.authorizationStrategy.globalMatrix.entries.map(
      (entry: Parsed) => Object.values(entry)[0]!.name,
    );
    expect(names).toEqual(['admin', 'deliverers']);
  });

  it('runs builds only on the agent and pins its host key', () => {
    expect(casc.jenkins.numExecutors).toBe(0);
    expect(casc.jenkins.nodes[0].permanent).toMatchObject({ labelString: 'quartet', mode: 'EXCLUSIVE' });
    expect(JSON.stringify(casc.jenkins.nodes[0])).toContain('ssh-ed25519 AAAAhost');
  });

  it('contains the credentials, variables, lock and approver of the Jenkinsfile', () => {
    const jenkinsfile = readFileSync(join(__dirname, '../../Jenkinsfile'), 'utf8');
    const files = casc.credentials.system.domainCredentials[0].credentials.flatMap(
      (credential: Parsed) => credential.file?.id ?? [],
    );
    for (const [, id] of jenkinsfile.matchAll(/credentials\('([^']+)'\)/g)) expect(files).toContain(id);
    const variables = casc.jenkins.globalNodeProperties[0].envVars.env.map(({ key }: { key: string }) => key);
    for (const [, name] of jenkinsfile.matchAll(/\b(QUARTET_(?:INVENTORY|SITE|NOTIFY))\b/g))
      expect(variables).toContain(name);
    const [, lock] = /lock\(resource: '([^']+)'\)/.exec(jenkinsfile)!;
    expect(
      casc.unclassified.lockableResourcesManager.declaredResources.map(({ name }: Parsed) => name),
    ).toEqual([lock]);
    const [, submitter] = /submitter '([^']+)'/.exec(jenkinsfile)!;
    expect(casc.jenkins.securityRealm.local.users.map(({ id }: Parsed) => id)).toContain(submitter);
  });
});
