import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findNginx } from './setup';
import { ROOT, removeRendered, render } from './support/render';

afterAll(removeRendered);

/** Runs a program and returns its exit code and output. */
function run(program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

describe('The files of the role', () => {
  const { folder, read } = render();
  const path = (...names: string[]) => join(folder, ...names);

  it('include a valid nginx configuration', () => {
    const subject = ['-subj', '/CN=ci.example.com', '-days', '1', '-nodes', '-newkey', 'rsa:2048', '-x509'];
    execFileSync(
      'openssl',
      ['req', ...subject, '-keyout', path('key.pem'), '-out', path('certificate.pem')],
      { stdio: 'pipe' },
    );
    const site = read('nginx.conf').replaceAll('/etc/nginx/jenkins/', `${folder}/`);
    const header = `pid ${folder}/pid; error_log stderr; events {} http { access_log off;\n`;
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${folder}/${kind};`,
    );
    writeFileSync(path('all.conf'), `${header}${temporary.join('\n')}\n${site}}`);
    expect(run(findNginx(), '-t', '-q', '-p', folder, '-c', path('all.conf'))).toEqual({
      status: 0,
      output: '',
    });
  });

  it('include valid systemd units', () => {
    const units = path('units');
    mkdirSync(join(units, 'jenkins.service.d'), { recursive: true });
    const service = read('quartet-jenkins-backup.service').replace('/usr/local/sbin', folder);
    writeFileSync(join(units, 'quartet-jenkins-backup.service'), service);
    writeFileSync(join(units, 'quartet-jenkins-backup.timer'), read('quartet-jenkins-backup.timer'));
    cpSync(join(ROOT, 'test/jenkins/stand-in/jenkins.service'), join(units, 'jenkins.service'));
    writeFileSync(join(units, 'jenkins.service.d', 'quartet.conf'), read('jenkins.conf'));
    const names = ['jenkins.service', 'quartet-jenkins-backup.service', 'quartet-jenkins-backup.timer'];
    const { status, output } = run(
      'systemd-analyze',
      'verify',
      '--man=no',
      ...names.map((name) => join(units, name)),
    );
    // The output also contains other units of the machine.
    expect(output.split('\n').filter((line) => line.includes('jenkins'))).toEqual([]);
    expect(status).toBe(0);
  });

  it('include scripts that pass shellcheck', () => {
    expect(run('shellcheck', path('quartet-jenkins-backup'), path('quartet-jenkins-restore'))).toEqual({
      status: 0,
      output: '',
    });
  });

  it('bind Jenkins to the loopback interface and disable the setup wizard', () => {
    expect(read('jenkins.conf')).toContain('"JENKINS_LISTEN_ADDRESS=127.0.0.1"');
    expect(read('jenkins.conf')).toContain('-Djenkins.install.runSetupWizard=false');
  });
});
