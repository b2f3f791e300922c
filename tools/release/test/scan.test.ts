import { parseAudit } from '../src/audit';
import { parseUpdates } from '../src/updates';

describe('parseAudit', () => {
  const advisory = (severity: string) => ({
    severity,
    range: '<2.0.0',
    via: [{ title: 'Path traversal', url: 'https://advisories.example/1' }, 'other'],
  });

  it('returns high and critical vulnerabilities', () => {
    const out = JSON.stringify({
      vulnerabilities: { bad: advisory('critical'), poor: advisory('moderate') },
    });
    expect(parseAudit(out)).toEqual([
      {
        where: 'npm',
        package: 'bad <2.0.0',
        what: 'critical: Path traversal (https://advisories.example/1); by other',
      },
    ]);
  });

  it.each([
    ['an error', JSON.stringify({ message: '405 Method Not Allowed', error: {} }), '405 Method Not Allowed'],
    ['no JSON', 'Bad gateway', 'no error message'],
  ])('fails when the registry returns %s', (_, out, reason) => {
    expect(() => parseAudit(out)).toThrow(
      `npm audit failed: ${reason}. Use --offline to skip the advisories.`,
    );
  });
});

describe('parseUpdates', () => {
  it('returns security updates and counts the others', () => {
    const out = [
      'Inst libssl3t64 [3.5.1-1] (3.5.1-1+deb13u1 Debian-Security:13/stable-security [amd64])',
      'Inst tzdata [2025b-4] (2025c-1 Debian:13.2/stable [all])',
      'Conf libssl3t64 (3.5.1-1+deb13u1 Debian-Security:13/stable-security [amd64])',
    ].join('\n');
    expect(parseUpdates('quartet/nginx:1', out)).toEqual({
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
