import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Envelope, openEnvelope, signEnvelope } from '../src/envelope';
import { runRelease, useTemporaryFolder } from './fixture';

const folder = useTemporaryFolder();
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const image = (name: string, digit: string) => `10.0.0.1:5000/quartet/${name}@${digest(digit)}`;
const NUMBER = `service2-number=${image('service2-number', 'a')}`;

const createKeyPair = () =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

/** Writes the files of a pushed release and a key pair. */
function writePushedRelease({ privateKey, publicKey } = createKeyPair()) {
  const write = (name: string, content: unknown) => {
    writeFileSync(join(folder(), name), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const others = { database: 'mariadb:11.8' };
  const images = { 'service2-number': 'quartet/service2-number:1' };
  const times = { startedOn: '2026-01-01T00:00:00Z', finishedOn: '2026-01-01T00:01:00Z' };
  write('build.json', {
    version: '1',
    revision: 'c'.repeat(40),
    source: 'https://git.example/q',
    ...times,
    images,
    others,
  });
  write('images.json', {
    'service2-number': image('service2-number', 'a'),
    database: `10.0.0.1:5000/mariadb@${digest('d')}`,
  });
  write('package-lock.json', '{}');
  write('scan.json', '{}');
  write('private.pem', privateKey);
  write('public.pem', publicKey);
}

const sign = () => runRelease(folder(), ['sign', '--folder', '.', '--key', 'private.pem']);
const verify = (...images: string[]) =>
  runRelease(folder(), [
    'verify',
    '--folder',
    '.',
    '--key',
    'public.pem',
    ...images.flatMap((one) => ['--image', one]),
  ]);

describe('A signed release', () => {
  it('contains the images, the commit, the dependencies and the scan', async () => {
    writePushedRelease();
    expect((await sign()).code).toBe(0);
    const { payload } = JSON.parse(readFileSync(join(folder(), 'attestation.json'), 'utf8')) as Envelope;
    expect(JSON.parse(Buffer.from(payload, 'base64').toString())).toMatchObject({
      subject: [
        { name: 'quartet/service2-number', digest: { sha256: 'a'.repeat(64) } },
        { name: 'mariadb', digest: { sha256: 'd'.repeat(64) } },
      ],
      predicate: {
        buildDefinition: {
          resolvedDependencies: [
            { uri: 'git+https://git.example/q', digest: { gitCommit: 'c'.repeat(40) } },
            { name: 'mariadb' },
            { name: 'package-lock.json' },
          ],
        },
        runDetails: { byproducts: [{ name: 'scan.json' }] },
      },
    });
  });

  it('is valid for its images, also under another registry host', async () => {
    writePushedRelease();
    await sign();
    expect(await verify(NUMBER)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await verify(NUMBER.replace('10.0.0.1:5000', 'registry.example'))).code).toBe(0);
  });

  it.each([
    ['another image', `service2-number=${image('service2-number', 'b')}`],
    ["another service's image", `service3-float=${image('service3-float', 'a')}`],
  ])('is not valid for %s', async (_, other) => {
    writePushedRelease();
    await sign();
    const { code, stderr } = await verify(NUMBER, other);
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/^service\S+: \S+ is not in the signed statement\.\n$/),
    ]);
  });

  it('is not valid when it was changed or another key has signed it', async () => {
    writePushedRelease();
    await sign();
    const file = join(folder(), 'attestation.json');
    const envelope = JSON.parse(readFileSync(file, 'utf8')) as Envelope;
    const changed = Buffer.from(envelope.payload, 'base64')
      .toString()
      .replace('a'.repeat(64), 'b'.repeat(64));
    writeFileSync(file, JSON.stringify({ ...envelope, payload: Buffer.from(changed).toString('base64') }));
    const { code, stderr } = await verify(`service2-number=${image('service2-number', 'b')}`);
    expect([code, stderr]).toEqual([
      3,
      './attestation.json: The envelope has no valid signature by any of the keys.\n',
    ]);
    writeFileSync(file, JSON.stringify(envelope));
    writeFileSync(join(folder(), 'public.pem'), createKeyPair().publicKey);
    expect((await verify(NUMBER)).code).toBe(3);
  });

  it('reports a missing file, a wrong key and a missing digest as different errors', async () => {
    writePushedRelease();
    expect((await verify(NUMBER)).stderr).toBe('attestation.json does not exist.\n');
    await sign();
    writeFileSync(join(folder(), 'public.pem'), 'no key');
    expect((await verify(NUMBER)).stderr).toBe(
      'public.pem must contain a public key (PEM, without a passphrase).\n',
    );
    writePushedRelease();
    await sign();
    expect((await verify('service2-number=quartet/service2-number:1')).stderr).toMatch(/has no digest/);
  });

  it('can be verified with openssl', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { payloadType, payload, signatures } = signEnvelope('some/type', 'text', privateKey);
    const at = (name: string) => join(folder(), name);
    writeFileSync(at('signed'), `DSSEv1 9 ${payloadType} 4 ${Buffer.from(payload, 'base64').toString()}`);
    writeFileSync(at('signature'), Buffer.from(signatures[0]?.sig ?? '', 'base64'));
    writeFileSync(at('key'), publicKey.export({ type: 'spki', format: 'pem' }));
    const args = [
      'pkeyutl',
      '-verify',
      '-rawin',
      '-pubin',
      '-inkey',
      at('key'),
      '-sigfile',
      at('signature'),
      '-in',
      at('signed'),
    ];
    expect(execFileSync('openssl', args, { encoding: 'utf8' })).toMatch(/Verified Successfully/);
  });
});

describe('A signed envelope', () => {
  const kinds = {
    ed25519: generateKeyPairSync('ed25519'),
    ecdsa: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  };

  it.each(['ed25519', 'ecdsa'] as const)('opens only with its key, content and type (%s)', (kind) => {
    const { privateKey, publicKey } = kinds[kind];
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (text, more) => {
        const envelope = signEnvelope('some/type', text, privateKey);
        expect(openEnvelope('some/type', envelope, [publicKey])).toBe(text);
        const longer = Buffer.from(text + more).toString('base64');
        expect(() => openEnvelope('some/type', { ...envelope, payload: longer }, [publicKey])).toThrow(
          'no valid signature',
        );
        expect(() => openEnvelope('other/type', envelope, [publicKey])).toThrow(
          'The envelope does not contain a signed other/type.',
        );
      }),
    );
  });

  it('cannot be created with a key of another type', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(() => signEnvelope('some/type', 'text', privateKey)).toThrow(
      'The key must be Ed25519 or ECDSA, got `rsa`.',
    );
  });
});
