import { readAudit } from '../src/audit';
import { readUpdates } from '../src/updates';

describe("npm's advisories", () => {
  const weakness = (severity: string) => ({
    severity,
    range: '<2.0.0',
    via: [{ title: 'Reads what it should not', url: 'https://advisories.example/1' }, 'other'],
  });

  it('are findings where they are high or critical', () => {
    const out = JSON.stringify({
      vulnerabilities: { bad: weakness('critical'), poor: weakness('moderate') },
    });
    expect(readAudit(out)).toEqual([
      {
        where: 'npm',
        package: 'bad <2.0.0',
        what: 'critical: Reads what it should not (https://advisories.example/1); by other',
      },
    ]);
  });

  it.each([
    ['an error', JSON.stringify({ message: '405 Method Not Allowed', error: {} }), '405 Method Not Allowed'],
    ['no JSON', 'Bad gateway', 'it said nothing'],
  ])('are not taken for none where the registry gives %s', (_, out, why) => {
    expect(() => readAudit(out)).toThrow(
      `npm's registry gave no advisories: ${why}. With --offline it is not asked.`,
    );
  });
});

describe("Debian's updates", () => {
  it('are findings where they are about security', () => {
    const out = [
      'Inst libssl3t64 [3.5.1-1] (3.5.1-1+deb13u1 Debian-Security:13/stable-security [amd64])',
      'Inst tzdata [2025b-4] (2025c-1 Debian:13.2/stable [all])',
      'Conf libssl3t64 (3.5.1-1+deb13u1 Debian-Security:13/stable-security [amd64])',
    ].join('\n');
    expect(readUpdates('quartet/nginx:1', out)).toEqual({
      security: [
        {
          where: 'quartet/nginx:1',
          package: 'libssl3t64 3.5.1-1',
          what: 'Debian-Security:13/stable-security has 3.5.1-1+deb13u1',
        },
      ],
      others: 1,
    });
  });
});
