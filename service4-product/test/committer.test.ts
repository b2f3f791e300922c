import { drawn } from '../../test/support/drawn';
import { Committer } from '../src/repository/committer';
import type { Recording } from '../src/repository/recording';

/** A committer whose commits end when the test calls `end`. */
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

test('A single recording is committed at once', () => {
  const { committer, commits } = heldCommits();
  void committer.record([drawn('a')]);
  expect(commits.map(({ ids }) => ids)).toEqual([['a']]);
});

test('Recordings during a commit are committed together by the next one', async () => {
  const { committer, commits } = heldCommits();
  const all = [['a'], ['b', 'c'], ['d']].map((ids) => committer.record(ids.map((id) => drawn(id))));
  commits[0]!.end();
  await settled();
  expect(commits.map(({ ids }) => ids)).toEqual([['a'], ['b', 'c', 'd']]);
  commits[1]!.end();
  const ids = (await Promise.all(all)).map((recordings) => recordings.map(({ object }) => object.id));
  expect(ids).toEqual([['a'], ['b', 'c'], ['d']]);
});

test('A commit has at most 1,000 objects, or one larger batch', async () => {
  const { committer, commits } = heldCommits();
  const batch = (size: number) => Array.from({ length: size }, (_, index) => drawn(`${index}`));
  for (const size of [1, 600, 400, 1, 1_000]) void committer.record(batch(size));
  for (let index = 0; index < 4; index++) {
    commits[index]!.end();
    await settled();
  }
  expect(commits.map(({ ids }) => ids.length)).toEqual([1, 1_000, 1, 1_000]);
});

test('A failed commit rejects all its recordings, and the next commit runs', async () => {
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
