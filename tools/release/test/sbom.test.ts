import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { parseInventory } from '../src/inventory';
import { createSbom } from '../src/sbom';

const IMAGE = [
  'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nVERSION_ID="13"\nID=debian\n',
  'libc6\t2.41-12\tamd64\nadduser\t3.152\tall\n',
  'v24.15.0\n',
  [
    '/app/node_modules/express/package.json',
    '{"name":"express","version":"5.1.0","license":"MIT"}',
    '/app/node_modules/@scope/thing/package.json',
    '{"name":"@scope/thing","version":"1.0.0"}',
    // A nested copy of the same package, and a manifest that only sets the module type.
    '/app/node_modules/express/node_modules/@scope/thing/package.json',
    '{"name":"@scope/thing","version":"1.0.0"}',
    '/app/node_modules/express/esm/package.json',
    '{"type":"module"}',
    '',
  ].join('\0'),
].join('\u001e');

const COMMIT = { id: 'c'.repeat(40), version: 'c'.repeat(12), epoch: 1_700_000_000, source: 'unknown' };
const createExample = () => createSbom('quartet/service2-number:1', parseInventory(IMAGE), COMMIT);

describe('The SBOM of an image', () => {
  it('lists Debian packages, npm packages and Node once each', () => {
    const { components } = JSON.parse(createExample()) as { components: { purl: string }[] };
    expect(components.map(({ purl }) => purl).sort()).toEqual([
      'pkg:deb/debian/adduser@3.152?arch=all&distro=debian-13',
      'pkg:deb/debian/libc6@2.41-12?arch=amd64&distro=debian-13',
      'pkg:generic/node@24.15.0',
      'pkg:npm/%40scope/thing@1.0.0',
      'pkg:npm/express@5.1.0',
    ]);
  });

  it('conforms to the CycloneDX schema', async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    expect(await validator.validate(createExample())).toBeNull();
  });

  it('is identical for the same commit', () => {
    expect(createExample()).toBe(createExample());
  });

  it('has no packages for an image without any', () => {
    expect(parseInventory('\u001e\u001e\u001e')).toEqual({
      distribution: 'unknown',
      release: '',
      packages: [],
    });
  });
});
