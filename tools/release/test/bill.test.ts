import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { billOf } from '../src/bill';
import { readInventory } from '../src/inventory';

const IMAGE = [
  'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nVERSION_ID="13"\nID=debian\n',
  'libc6\t2.41-12\tamd64\nadduser\t3.152\tall\n',
  'v24.15.0\n',
  [
    '/app/node_modules/express/package.json',
    '{"name":"express","version":"5.1.0","license":"MIT"}',
    '/app/node_modules/@scope/thing/package.json',
    '{"name":"@scope/thing","version":"1.0.0"}',
    // The same again, deeper; and one that is only there to say how files are to be read.
    '/app/node_modules/express/node_modules/@scope/thing/package.json',
    '{"name":"@scope/thing","version":"1.0.0"}',
    '/app/node_modules/express/esm/package.json',
    '{"type":"module"}',
    '',
  ].join('\0'),
].join('\u001e');

const COMMIT = { id: 'c'.repeat(40), version: 'c'.repeat(12), epoch: 1_700_000_000, source: 'unknown' };
const bill = () => billOf('quartet/service2-number:1', readInventory(IMAGE), COMMIT);

describe('The bill of materials of an image', () => {
  it('names the packages of Debian and of npm, and Node itself, each once', () => {
    const { components } = JSON.parse(bill()) as { components: { purl: string }[] };
    expect(components.map(({ purl }) => purl).sort()).toEqual([
      'pkg:deb/debian/adduser@3.152?arch=all&distro=debian-13',
      'pkg:deb/debian/libc6@2.41-12?arch=amd64&distro=debian-13',
      'pkg:generic/node@24.15.0',
      'pkg:npm/%40scope/thing@1.0.0',
      'pkg:npm/express@5.1.0',
    ]);
  });

  it('is what CycloneDX asks for', async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    expect(await validator.validate(bill())).toBeNull();
  });

  it('is the same again for the same commit', () => {
    expect(bill()).toBe(bill());
  });

  it('is empty for an image without any packages', () => {
    expect(readInventory('\u001e\u001e\u001e')).toEqual({
      distribution: 'unknown',
      release: '',
      packages: [],
    });
  });
});
