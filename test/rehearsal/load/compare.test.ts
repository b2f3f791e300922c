import { compare } from './compare';
import { visitOf } from './machines';
import type { Visit } from './visit';

const visitsOf = (amount: number) => Array.from({ length: amount }, (_, index) => visitOf(index));
const rowsOf = (visits: Visit[]) =>
  visits.map(({ id = '', seed, index }) => ({ id, draw: `${seed}\t${index}` }));

describe('Journal and record compared', () => {
  it('are fine when each object that was shown is recorded once, whatever else is', () => {
    const [first, late, failed, other] = visitsOf(4) as [Visit, Visit, Visit, Visit];
    const visits = [first, { ...late, recorded: false }, { ...failed, result: 'failed' as const }];
    const { isFine, text } = compare(visits, rowsOf([first, late, failed, other]));
    expect(isFine).toBe(true);
    expect(text).toBe(
      'shown: 2, of which 1 were not recorded yet at the time\nrecorded: 4\nlost: 0\ndoubled: 0\n',
    );
  });

  it('tell what is lost, and when it was shown', () => {
    const [kept, lost, late] = visitsOf(3) as [Visit, Visit, Visit];
    const { isFine, text } = compare([kept, lost, { ...late, recorded: false }], rowsOf([kept]));
    expect(isFine).toBe(false);
    expect(text).toContain('lost: 2\n');
    expect(text).toContain(`  ${lost.id} (seed, 1) of 2027-01-15T08:00:00.000Z\n`);
    expect(text).toContain(`  ${late.id} (seed, 2) of 2027-01-15T08:00:00.000Z, not recorded yet then\n`);
  });

  it('tell which id is there twice', () => {
    const [once, twice] = visitsOf(2) as [Visit, Visit];
    const { isFine, text } = compare(
      [once, twice],
      [...rowsOf([once]), { id: twice.id! }, { id: twice.id! }],
    );
    expect(isFine).toBe(false);
    expect(text).toContain(`doubled: 1\n  ${twice.id} is there 2 times\n`);
  });

  it('tell which draw is there under two ids, also of a visit that failed', () => {
    const [shown, failed] = visitsOf(2) as [Visit, Visit];
    const ofFailed = ['one', 'two'].map((id) => ({ id, draw: 'seed\t1' }));
    const ofNobody = ['three', 'four'].map((id) => ({ id, draw: 'a seed of others\t1' }));
    const { isFine, text } = compare(
      [shown, { ...failed, result: 'failed' }],
      [...rowsOf([shown]), ...ofFailed, ...ofNobody],
    );
    expect(isFine).toBe(false);
    expect(text).toContain('doubled: 1\n  seed, 1 is there as one and two\n');
  });

  it('name ten at most', () => {
    const { text } = compare(visitsOf(13), []);
    expect(text.match(/^ {2}[\w-]{24} /gm)).toHaveLength(10);
    expect(text).toContain('lost: 13\n');
    expect(text).toContain('  and 3 more\n');
  });

  test.each([
    ['is empty', []],
    ['has failed visits only', [visitOf(1, { result: 'failed' })]],
  ])('prove nothing where the journal %s', (_, visits) => {
    expect(() => compare(visits, rowsOf(visitsOf(2)))).toThrow('nothing is proved');
  });
});
