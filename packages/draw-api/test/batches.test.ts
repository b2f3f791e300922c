import request from 'supertest';
import { services } from './services';

describe.each(services)('A batch of the $name service', ({ name, app }) => {
  const post = () => request(app()).post(`/${name}s`);
  const batch = (draws: unknown) => post().send({ draws });

  it('has a fresh seed for each draw without a seed', async () => {
    const { body } = await batch(Array.from({ length: 20 }, () => ({}))).expect(200);
    expect(new Set((body.draws as { seed: string }[]).map(({ seed }) => seed)).size).toBe(20);
  });

  it('keeps the order of its draws in every media type', async () => {
    const draws = Array.from({ length: 30 }, (_, position) => ({
      seed: `seed ${position}`,
      index: position * 7,
    }));
    const values = ((await batch(draws).expect(200)).body.draws as Record<string, number>[]).map(
      (draw) => draw[name],
    );
    const text = (await batch(draws).accept('text/plain').expect(200)).text.trimEnd().split('\n');
    expect(text.map(Number)).toEqual(values);
    const csv = (await batch(draws).accept('text/csv').expect(200)).text.trimEnd().split('\n').slice(1);
    expect(csv).toEqual(draws.map(({ seed, index }, position) => `${seed},${index},${text[position] ?? ''}`));
  });

  it('with malformed draws is refused with all errors and draws nothing', async () => {
    const { body } = await batch([{ seed: 7 }, { colour: 1 }, 3, { index: null, min: [1, 2] }]).expect(400);
    expect(body.errors).toEqual([
      { pointer: '#/draws/0/seed', detail: '`draws/0/seed` must be text, got `7`.' },
      {
        pointer: '#/draws/1/colour',
        detail: expect.stringContaining('`draws/1/colour` is not a known field. Use min, '),
      },
      { pointer: '#/draws/2', detail: '`draws/2` must be an object, got `3`.' },
      {
        pointer: '#/draws/3/min',
        detail: expect.stringMatching(/^`draws\/3\/min` must be a (whole|decimal) number/),
      },
      {
        pointer: '#/draws/3/index',
        detail: '`draws/3/index` must be a whole number from 0 to 9007199254740991, got `null`.',
      },
    ]);
    expect(body).not.toHaveProperty('draws');
  });

  it('without a list of draws is refused', async () => {
    expect((await batch({}).expect(400)).body.detail).toBe('`draws` must be a list.');
    expect((await post().send({}).expect(400)).body.detail).toBe('`draws` is required.');
    expect((await post().send([]).expect(400)).body.detail).toBe('The body must be an object.');
    expect((await post().expect(400)).body.detail).toBe('The request has no body. Send application/json.');
  });

  it('with a query is refused', async () => {
    const { body } = await request(app())
      .post(`/${name}s?seed=a`)
      .send({ draws: [{}] })
      .expect(400);
    expect(body.errors).toEqual([
      { parameter: 'seed', detail: '`seed` is not a known parameter. No parameters are accepted here.' },
    ]);
  });

  it('in another format than JSON is refused', async () => {
    await post().type('form').send('draws=1').expect(415);
    const { body } = await post().type('json').send('{"draws":[').expect(400);
    expect(body.detail).toMatch(/^The body is not valid JSON: /);
  });

  it('of more than 2 MiB is refused with 413', async () => {
    const { body } = await batch([{ seed: 'a'.repeat(2 * 1024 * 1024) }]).expect(413);
    expect(body.detail).toBe('The body is larger than the limit of 2097152 bytes.');
  });

  it('of 10,000 draws with seeds of 190 bytes is accepted', async () => {
    const draws = Array.from({ length: 10_000 }, (_, position) => ({
      seed: String(position).padStart(190, '.'),
    }));
    const { body } = await batch(draws).expect(200);
    expect(body.draws).toHaveLength(10_000);
  });
});
