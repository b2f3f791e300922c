import { consoleSteps } from './markdown';

const steps = (...lines: string[]) => consoleSteps('page.md', lines.join('\n'));
const F = '```';

test('A step has the file and line of its command, and the output below it', () => {
  expect(
    steps('# Title', `${F}console`, '$ echo one', 'one', '', '$ true', '$ echo two', 'two', F, 'text'),
  ).toEqual([
    { file: 'page.md', line: 3, command: 'echo one', output: ['one', ''] },
    { file: 'page.md', line: 6, command: 'true', output: [] },
    { file: 'page.md', line: 7, command: 'echo two', output: ['two'] },
  ]);
});

test('Blocks of other languages and text between blocks are ignored', () => {
  expect(steps('$ a', `${F}sh`, '$ b', F, F, '$ c', F, `${F}console`, '$ d', F, '$ e')).toMatchObject([
    { command: 'd', output: [] },
  ]);
});

test('A command continues after a backslash, with or without the prompt `>`', () => {
  const [first, second] = steps(`${F}console`, '$ echo a \\', '> b \\', '  c', 'a b c', '$ echo d', F);
  expect(first).toMatchObject({ command: 'echo a \\\nb \\\n  c', output: ['a b c'] });
  expect(second).toMatchObject({ line: 6, command: 'echo d' });
});

test('A block in a list may be indented', () => {
  expect(steps('- item', `  ${F}console`, '  $ echo a', '    a', `  ${F}`)).toMatchObject([
    { command: 'echo a', output: ['  a'] },
  ]);
});

test.each([
  ['page.md:2: output without a command before it', [`${F}console`, 'one', F]],
  ['page.md:5: output without a command before it', [`${F}console`, '$ a', F, `${F}console`, 'one', F]],
  ['page.md:1: the block has no command', [`${F}console`, F]],
  ['page.md:2: the block has no end', ['text', `${F}console`, '$ a']],
])('An invalid block is refused: %s', (message, lines) => {
  expect(() => steps(...lines)).toThrow(message);
});
