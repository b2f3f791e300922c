import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Listening, listen } from '../support/listen';
import { waitUntil } from '../support/wait-until';
import { Builds } from './receiver/builds';
import { type Push, receive } from './receiver/receive';

const SECRET = 'webhook secret';
const COMMIT = 'a'.repeat(40);
const push = { ref: 'refs/heads/main', after: COMMIT };

describe('The webhook receiver', () => {
  let pushes: Push[] = [];
  let receiver: Listening;
  beforeEach(async () => {
    pushes = [];
    receiver = await listen(receive(SECRET, (push) => pushes.push(push)));
  });
  afterEach(() => receiver.close());

  const send = async (
    event: string,
    content: unknown,
    secret = SECRET,
    headers: Record<string, string> = {},
  ) => {
    const body = typeof content === 'string' ? content : JSON.stringify(content);
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    const response = await fetch(`${receiver.url}/github-webhook/`, {
      method: 'POST',
      headers: { 'x-github-event': event, 'x-hub-signature-256': signature, ...headers },
      body,
    });
    return [response.status, await response.text()];
  };

  it('accepts a signed push', async () => {
    expect(await send('push', push)).toEqual([202, 'Build 1\n']);
    expect(pushes).toEqual([{ branch: 'main', commit: COMMIT }]);
  });

  it.each<[string, Parameters<typeof send>]>([
    ['signed with another secret', ['push', push, 'another']],
    ['with a truncated signature', ['push', push, SECRET, { 'x-hub-signature-256': 'sha256=' }]],
    ['with another signature algorithm', ['push', push, SECRET, { 'x-hub-signature-256': 'sha1=abc' }]],
  ])('refuses a push %s', async (_, call) => {
    expect(await send(...call)).toEqual([401, 'The signature is missing or wrong.\n']);
    expect(pushes).toEqual([]);
  });

  it.each([
    ['a ping', 'ping', {}],
    ['a deleted branch', 'push', { ...push, after: '0'.repeat(40) }],
    ['a tag', 'push', { ...push, ref: 'refs/tags/v1' }],
  ])('starts no build for %s', async (_, event, content) => {
    expect(await send(event, content)).toEqual([200, 'Nothing to build.\n']);
    expect(pushes).toEqual([]);
  });

  it('refuses an invalid event, method or path', async () => {
    expect(await send('push', {})).toEqual([400, 'The body is not a push event.\n']);
    expect((await send('push', 'not JSON'))[0]).toBe(400);
    expect((await fetch(`${receiver.url}/github-webhook/`)).status).toBe(405);
    expect((await fetch(`${receiver.url}/other`, { method: 'POST' })).status).toBe(404);
  });
});

describe('Builds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-builds-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const fileOf = (name: string) => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      return undefined;
    }
  };

  it('run one after another and receive the last successful commit of their branch', async () => {
    const script = 'echo $NUMBER $BRANCH $COMMIT after ${PREVIOUS:-nothing}; [ $COMMIT != bad ]';
    const builds = new Builds(folder, ['sh', '-c', script]);
    const numbers = ['good', 'bad', 'better'].map((commit) => builds.add({ branch: 'main', commit }));
    numbers.push(builds.add({ branch: 'other', commit: 'good' }));
    expect(numbers).toEqual([1, 2, 3, 4]);
    await waitUntil(() => fileOf('4.result') !== undefined);
    expect(numbers.map((number) => fileOf(`${number}.log`))).toEqual([
      '1 main good after nothing\n',
      '2 main bad after good\n',
      '3 main better after good\n',
      '4 other good after nothing\n',
    ]);
    expect(numbers.map((number) => fileOf(`${number}.result`))).toEqual(['0\n', '1\n', '0\n', '0\n']);
  });

  it('stop on request, and no further build starts', async () => {
    const builds = new Builds(folder, ['sleep', '60']);
    const number = builds.add({ branch: 'main', commit: 'slow' });
    builds.add({ branch: 'main', commit: 'next' });
    await waitUntil(() => fileOf(`${number}.log`) === '');
    builds.stop();
    await waitUntil(() => fileOf(`${number}.result`) === 'terminated\n');
  });
});
