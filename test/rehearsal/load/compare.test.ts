import { compare } from './compare';
import { createVisit } from './fixtures';
import type { Visit } from './visit';

const createVisits = (amount: number) => Array.from({ length: amount }, (_, index) => createVisit(index));
const objectsOf = (visits: Visit[]) =>
  visits.map(({ id = '', seed, index }) => ({ id, draw: `${seed}\t${index}` }));

describe('compare', () => {
  it('reports no problem when each shown object is recorded once, besides other objects', () => {
    const [first, late, failed, other] = createVisits(4) as [Visit, Visit, Visit, Visit];
    const visits = [first, { ...late, recorded: false }, { ...failed, result: 'failed' as const }];
    const { isConsistent, report } = compare(visits, objectsOf([first, late, failed, other]));
    expect(isConsistent).toBe(true);
    expect(report).toBe('shown objects: 2 (1 queued)\nrecorded objects: 4\nlost: 0\nduplicates: 0\n');
  });

  it('reports lost objects with the time when they were shown', () => {
    const [kept, lost, late] = createVisits(3) as [Visit, Visit, Visit];
    const { isConsistent, report } = compare([kept, lost, { ...late, recorded: false }], objectsOf([kept]));
    expect(isConsistent).toBe(false);
    expect(report).toContain('lost: 2\n');
    expect(report).toContain(`  ${lost.id} (seed, 1), shown at 2027-01-15T08:00:00.000Z\n`);
    expect(report).toContain(`  ${late.id} (seed, 2), shown at 2027-01-15T08:00:00.000Z, queued\n`);
  });

  it('reports an id that is recorded twice', () => {
    const [once, twice] = createVisits(2) as [Visit, Visit];
    const { isConsistent, report } = compare(
      [once, twice],
      [...objectsOf([once]), { id: twice.id! }, { id: twice.id! }],
    );
    expect(isConsistent).toBe(false);
    expect(report).toContain(`duplicates: 1\n  ${twice.id} is recorded 2 times\n`);
  });

  it('reports a draw that is recorded under two ids, even if the visit failed', () => {
    const [shown, failed] = createVisits(2) as [Visit, Visit];
    const ofFailed = ['one', 'two'].map((id) => ({ id, draw: 'seed\t1' }));
    const ofOthers = ['three', 'four'].map((id) => ({ id, draw: 'a seed of others\t1' }));
    const { isConsistent, report } = compare(
      [shown, { ...failed, result: 'failed' }],
      [...objectsOf([shown]), ...ofFailed, ...ofOthers],
    );
    expect(isConsistent).toBe(false);
    expect(report).toContain('duplicates: 1\n  seed, 1 is recorded as one and two\n');
  });

  it('lists ten objects at most', () => {
    const { report } = compare(createVisits(13), []);
    expect(report.match(/^ {2}[\w-]{24} /gm)).toHaveLength(10);
    expect(report).toContain('lost: 13\n');
    expect(report).toContain('  and 3 more\n');
  });

  test.each([
    ['is empty', []],
    ['contains only failed visits', [createVisit(1, { result: 'failed' })]],
  ])('throws when the journal %s', (_, visits) => {
    expect(() => compare(visits, objectsOf(createVisits(2)))).toThrow('contains no shown object');
  });
});
