import { recordedRows } from './support/database';
import { failuresOf, stopVisitors, Visitors } from './support/visits';

afterEach(stopVisitors);

describe('The site', () => {
  it('returns an object for each of 500 visits, and records each one once in MariaDB', async () => {
    const visitors = new Visitors('visits', 8);
    await visitors.waitForVisits(500);
    const visits = await visitors.stop();
    expect(failuresOf(visits)).toEqual([]);
    expect(visits.filter(({ isRecorded }) => !isRecorded)).toEqual([]);
    const rows = await recordedRows('visits');
    expect(new Map(visits.map(({ id }) => [id, 1]))).toEqual(rows);
  });
});
