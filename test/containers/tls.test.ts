import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { type Edge, removeEdges, startEdge } from './support/edge';
import { ask } from './support/http';

afterAll(removeEdges);

const FILES = ['docker-compose.yaml', 'nginx/tls.yaml'];

describe('With a certificate', () => {
  let edge: Edge;
  beforeAll(async () => {
    const file = (name: string) => join(process.env.SECRETS ?? '', name);
    const options =
      '-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost'.split(' ');
    execFileSync(
      'openssl',
      ['req', ...options, '-keyout', file('tls-key'), '-out', file('tls-certificate')],
      { stdio: 'ignore' },
    );
    chmodSync(file('tls-key'), 0o444);
    edge = await startEdge({ HTTPS_PORT: '8443', HSTS: 'max-age=600' }, FILES);
  });

  it('everything is served over HTTPS, HTTP/2 among it, and says so for the time to come', async () => {
    const { status, headers } = await ask(edge.secureUrl);
    expect([status, headers['strict-transport-security']]).toEqual([200, ['max-age=600']]);
    expect((await ask(`${edge.secureUrl}/metrics`)).headers['strict-transport-security']).toEqual([
      'max-age=600',
    ]);
    const socket = connect({
      port: Number(new URL(edge.secureUrl).port),
      host: '127.0.0.1',
      ALPNProtocols: ['h2'],
      rejectUnauthorized: false,
    });
    await new Promise((resolve) => socket.once('secureConnect', resolve));
    expect([socket.alpnProtocol, socket.getProtocol()]).toEqual(['h2', 'TLSv1.3']);
    socket.destroy();
  });

  it('HTTP leads there, to the same address', async () => {
    const { status, headers } = await ask(`${edge.url}/objects/x?y=z`, {
      headers: { Host: 'quartet.example' },
    });
    expect([status, headers.location]).toEqual([308, ['https://quartet.example:8443/objects/x?y=z']]);
    expect((await ask(`${edge.url}/nginx-health`)).status).toBe(200);
  });

  it('what is refused is said as over HTTP alone, and plain HTTP on the port of HTTPS leads to HTTPS', async () => {
    const long = await ask(`${edge.url}/api/number?x=${'x'.repeat(20_000)}`);
    expect([long.status, JSON.parse(long.body)]).toEqual([414, expect.objectContaining({ status: 414 })]);
    const plain = await ask(`${edge.secureUrl.replace('https:', 'http:')}/x`);
    expect([plain.status, plain.headers.location]).toEqual([308, ['https://127.0.0.1:8443/x']]);
  });

  it('older protocols are refused', async () => {
    const options = {
      port: Number(new URL(edge.secureUrl).port),
      host: '127.0.0.1',
      maxVersion: 'TLSv1.2' as const,
      rejectUnauthorized: false,
    };
    const failure = await new Promise((resolve) =>
      connect(options, () => {
        resolve('accepted');
      }).once('error', resolve),
    );
    expect(String(failure)).toMatch(/protocol version/);
  });
});
