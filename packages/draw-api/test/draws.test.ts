import request from 'supertest';
import { services } from './services';

describe.each(services)('Draws of the $name service', ({ name, app, range, drawn }) => {
  const one = (query: object = {}) => request(app()).get(`/${name}`).query(query);
  const run = (query: object = {}) => request(app()).get(`/${name}s`).query(query);
  const batch = (draws: object[]) => request(app()).post(`/${name}s`).send({ draws });
  const numeric = Object.fromEntries(Object.entries(range).map(([key, value]) => [key, Number(value)]));

  it('have the inputs that reproduce them', async () => {
    const { body } = await one({ ...range, seed: 'quartet', index: 1 }).expect(200);
    expect(body).toEqual({
      [name]: Number(drawn[1]),
      ...numeric,
      seed: 'quartet',
      index: 1,
      algorithm: 'quartet/1',
    });
  });

  it('have a fresh seed if the request has none', async () => {
    const first = (await one().expect(200)).body;
    const second = (await one().expect(200)).body;
    expect(first.seed).toMatch(/^[\w-]{22}$/);
    expect(second.seed).not.toBe(first.seed);
    expect((await one({ seed: first.seed }).expect(200)).body).toEqual(first);
  });

  it('are the same in a run as one by one', async () => {
    const { body } = await run({ ...range, seed: 'quartet', count: 3 }).expect(200);
    const values = drawn.map(Number);
    expect(body).toEqual({
      [`${name}s`]: values,
      ...numeric,
      seed: 'quartet',
      index: 0,
      count: 3,
      algorithm: 'quartet/1',
    });
    const later = await run({ ...range, seed: 'quartet', index: 1, count: 2 }).expect(200);
    expect(later.body[`${name}s`]).toEqual(values.slice(1));
    expect((await run({ seed: 'quartet' }).expect(200)).body.count).toBe(1);
  });

  it('can have different seeds and ranges in a batch', async () => {
    const draws = [{ seed: 'b', index: 9 }, { ...numeric, seed: 'quartet' }, {}];
    const { body } = await batch(draws).expect(200);
    expect(body.draws).toEqual([
      (await one({ seed: 'b', index: 9 }).expect(200)).body,
      (await one({ ...range, seed: 'quartet' }).expect(200)).body,
      (await one({ seed: body.draws[2].seed }).expect(200)).body,
    ]);
  });

  describe('as text, CSV and NDJSON', () => {
    const query = { ...range, seed: 'quartet', count: 3 };

    it('have one value a line with all digits', async () => {
      const { text, type } = await run(query).accept('text/plain').expect(200);
      expect(type).toBe('text/plain');
      expect(text).toBe(`${drawn.join('\n')}\n`);
      expect((await one({ ...range, seed: 'quartet' }).accept('text/plain')).text).toBe(
        `${drawn[0] ?? ''}\n`,
      );
    });

    it('have one draw a line with its seed and index', async () => {
      const csv = await run(query).accept('text/csv').expect(200);
      expect(csv.text).toBe(
        `seed,index,${name}\n${drawn.map((value, index) => `quartet,${index},${value}\n`).join('')}`,
      );
      const lines = (await run(query).accept('application/x-ndjson').buffer(true).expect(200)).text
        .trimEnd()
        .split('\n');
      expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
        drawn.map((value, index) => ({ seed: 'quartet', index, [name]: Number(value) })),
      );
    });

    it('have quoted seeds in CSV if necessary', async () => {
      const { text } = await batch([{ seed: 'a,"b"', ...numeric, index: 0 }])
        .accept('text/csv')
        .expect(200);
      expect(text).toMatch(/^seed,index,\w+\n"a,""b""",0,[\d.]+\n$/);
    });
  });
});
