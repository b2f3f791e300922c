import { recorded } from './support/record';
import { failuresOf, stopVisitors, Visitors } from './support/visits';

afterEach(stopVisitors);

describe('When the site is up', () => {
  it('gives 500 visitors an object each, and records every one in MariaDB once', async () => {
    const visitors = new Visitors('visits', 8);
    await visitors.make(500);
    const visits = await visitors.stop();
    expect(failuresOf(visits)).toEqual([]);
    expect(visits.filter(({ isRecorded }) => !isRecorded)).toEqual([]);
    const rows = await recorded('visits');
    expect(new Map(visits.map(({ id }) => [id, 1]))).toEqual(rows);
  });
});
