import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { type Edge, removeEdges, startEdge } from './support/edge';
import { request } from './support/http';

afterAll(removeEdges);

const FILES = ['docker-compose.yaml', 'nginx/tls.yaml'];

describe('A site with a certificate', () => {
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

  it('serves HTTPS with TLS 1.3, HTTP/2 and HSTS', async () => {
    const { status, headers } = await request(edge.secureUrl);
    expect([status, headers['strict-transport-security']]).toEqual([200, ['max-age=600']]);
    expect((await request(`${edge.secureUrl}/metrics`)).headers['strict-transport-security']).toEqual([
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

  it('redirects HTTP to the same address over HTTPS', async () => {
    const { status, headers } = await request(`${edge.url}/objects/x?y=z`, {
      headers: { Host: 'quartet.example' },
    });
    expect([status, headers.location]).toEqual([308, ['https://quartet.example:8443/objects/x?y=z']]);
    expect((await request(`${edge.url}/nginx-health`)).status).toBe(200);
  });

  it('returns nginx errors as over HTTP, and redirects plain HTTP on the HTTPS port', async () => {
    const long = await request(`${edge.url}/api/number?x=${'x'.repeat(20_000)}`);
    expect([long.status, JSON.parse(long.body)]).toEqual([414, expect.objectContaining({ status: 414 })]);
    const plain = await request(`${edge.secureUrl.replace('https:', 'http:')}/x`);
    expect([plain.status, plain.headers.location]).toEqual([308, ['https://127.0.0.1:8443/x']]);
  });

  it('refuses TLS 1.2', async () => {
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
