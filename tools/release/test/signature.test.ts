import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Envelope, open, seal } from '../src/envelope';
import { aFolder, release } from './here';

const folder = aFolder();
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const image = (name: string, digit: string) => `10.0.0.1:5000/quartet/${name}@${digest(digit)}`;
const NUMBER = `service2-number=${image('service2-number', 'a')}`;

const pair = () =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

/** A release that was built and pushed, with keys beside it. */
function pushed({ privateKey, publicKey } = pair()) {
  const put = (name: string, content: unknown) => {
    writeFileSync(join(folder(), name), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const others = { database: 'mariadb:11.8' };
  const images = { 'service2-number': 'quartet/service2-number:1' };
  const times = { startedOn: '2026-01-01T00:00:00Z', finishedOn: '2026-01-01T00:01:00Z' };
  put('build.json', {
    version: '1',
    revision: 'c'.repeat(40),
    source: 'https://git.example/q',
    ...times,
    images,
    others,
  });
  put('images.json', {
    'service2-number': image('service2-number', 'a'),
    database: `10.0.0.1:5000/mariadb@${digest('d')}`,
  });
  put('package-lock.json', '{}');
  put('scan.json', '{}');
  put('private.pem', privateKey);
  put('public.pem', publicKey);
}

const sign = () => release(folder(), ['sign', '--folder', '.', '--key', 'private.pem']);
const verify = (...images: string[]) =>
  release(folder(), [
    'verify',
    '--folder',
    '.',
    '--key',
    'public.pem',
    ...images.flatMap((one) => ['--image', one]),
  ]);

describe('A signed release', () => {
  it('says which commit its images are of, and what is known of them', async () => {
    pushed();
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

  it('lets run what it names, also from a registry that has moved', async () => {
    pushed();
    await sign();
    expect(await verify(NUMBER)).toEqual({ code: 0, out: '', err: '' });
    expect((await verify(NUMBER.replace('10.0.0.1:5000', 'registry.example'))).code).toBe(0);
  });

  it.each([
    ['another image', `service2-number=${image('service2-number', 'b')}`],
    ["another service's image", `service3-float=${image('service3-float', 'a')}`],
  ])('does not let run %s', async (_, other) => {
    pushed();
    await sign();
    const { code, err } = await verify(NUMBER, other);
    expect([code, err]).toEqual([
      3,
      expect.stringMatching(/^service\S+: \S+ is not in what was signed\.\n$/),
    ]);
  });

  it('lets nothing run where it was changed, or where somebody else has signed it', async () => {
    pushed();
    await sign();
    const file = join(folder(), 'attestation.json');
    const envelope = JSON.parse(readFileSync(file, 'utf8')) as Envelope;
    const changed = Buffer.from(envelope.payload, 'base64')
      .toString()
      .replace('a'.repeat(64), 'b'.repeat(64));
    writeFileSync(file, JSON.stringify({ ...envelope, payload: Buffer.from(changed).toString('base64') }));
    const { code, err } = await verify(`service2-number=${image('service2-number', 'b')}`);
    expect([code, err]).toEqual([3, './attestation.json: None of the keys has signed it as it stands.\n']);
    writeFileSync(file, JSON.stringify(envelope));
    writeFileSync(join(folder(), 'public.pem'), pair().publicKey);
    expect((await verify(NUMBER)).code).toBe(3);
  });

  it('is told apart from what is missing: files, keys, digests', async () => {
    pushed();
    expect((await verify(NUMBER)).err).toBe('There is no attestation.json.\n');
    await sign();
    writeFileSync(join(folder(), 'public.pem'), 'nothing');
    expect((await verify(NUMBER)).err).toBe('public.pem is no public key (PEM, without a passphrase).\n');
    pushed();
    await sign();
    expect((await verify('service2-number=quartet/service2-number:1')).err).toMatch(
      /is not named by its digest/,
    );
  });

  it('can be checked with openssl alone', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { payloadType, payload, signatures } = seal('some/type', 'text', privateKey);
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

describe('A sealed text', () => {
  const kinds = {
    ed25519: generateKeyPairSync('ed25519'),
    ecdsa: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  };

  it.each(['ed25519', 'ecdsa'] as const)('is opened by its key and as it was alone (%s)', (kind) => {
    const { privateKey, publicKey } = kinds[kind];
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (text, more) => {
        const sealed = seal('some/type', text, privateKey);
        expect(open('some/type', sealed, [publicKey])).toBe(text);
        const longer = Buffer.from(text + more).toString('base64');
        expect(() => open('some/type', { ...sealed, payload: longer }, [publicKey])).toThrow(
          'None of the keys',
        );
        expect(() => open('other/type', sealed, [publicKey])).toThrow('It is no signed other/type.');
      }),
    );
  });

  it('is never sealed with a key of another kind', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(() => seal('some/type', 'text', privateKey)).toThrow(
      'A key must be of Ed25519 or ECDSA, not rsa.',
    );
  });
});
