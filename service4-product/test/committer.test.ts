import { drawn } from '../../test/support/drawn';
import { Committer } from '../src/repository/committer';
import type { Recording } from '../src/repository/recording';

/** A committer over commits that end when the test says so. */
function heldCommits() {
  const commits: { ids: string[]; end: (error?: Error) => void }[] = [];
  const committer = new Committer(
    (objects) =>
      new Promise<Recording[]>((resolve, reject) => {
        const end = (error?: Error) => {
          if (error) reject(error);
          else resolve(objects.map((object) => ({ object, isNew: true })));
        };
        commits.push({ ids: objects.map(({ id }) => id), end });
      }),
  );
  return { committer, commits };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('Who comes alone is committed at once', () => {
  const { committer, commits } = heldCommits();
  void committer.record([drawn('a')]);
  expect(commits.map(({ ids }) => ids)).toEqual([['a']]);
});

test('What comes during a commit is committed together by the next, and each gets its own back', async () => {
  const { committer, commits } = heldCommits();
  const all = [['a'], ['b', 'c'], ['d']].map((ids) => committer.record(ids.map((id) => drawn(id))));
  commits[0]!.end();
  await settled();
  expect(commits.map(({ ids }) => ids)).toEqual([['a'], ['b', 'c', 'd']]);
  commits[1]!.end();
  const ids = (await Promise.all(all)).map((recordings) => recordings.map(({ object }) => object.id));
  expect(ids).toEqual([['a'], ['b', 'c'], ['d']]);
});

test('A commit takes 1,000 objects at most, or one larger batch', async () => {
  const { committer, commits } = heldCommits();
  const batch = (size: number) => Array.from({ length: size }, (_, index) => drawn(`${index}`));
  for (const size of [1, 600, 400, 1, 1_000]) void committer.record(batch(size));
  for (let index = 0; index < 4; index++) {
    commits[index]!.end();
    await settled();
  }
  expect(commits.map(({ ids }) => ids.length)).toEqual([1, 1_000, 1, 1_000]);
});

test('A commit that fails is told to all that were in it, and the next goes on', async () => {
  const { committer, commits } = heldCommits();
  const [first, second, third] = ['a', 'b', 'c'].map((id) => committer.record([drawn(id)]));
  commits[0]!.end();
  await first;
  await settled();
  commits[1]!.end(new Error('the disk is full'));
  await expect(second).rejects.toThrow('the disk is full');
  await expect(third).rejects.toThrow('the disk is full');
  const fourth = committer.record([drawn('d')]);
  commits[2]!.end();
  await expect(fourth).resolves.toHaveLength(1);
});
