import { pointerTo } from '../src';

test.each([
  [['entries', 0, 'name'], '#/entries/0/name'],
  [[], '#'],
  [[''], '#/'],
  [['a/b'], '#/a~1b'],
  [['~1'], '#/~01'],
  [['a b%'], '#/a%20b%25'],
  [['#?'], '#/%23?'],
  [['é'], '#/%C3%A9'],
  [['half \ud800'], '#/half%20%EF%BF%BD'],
])('The pointer to %j is %s', (path, pointer) => {
  expect(pointerTo(path)).toBe(pointer);
});
