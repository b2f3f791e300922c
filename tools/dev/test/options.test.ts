import { parseOptions } from '../src/options';

test.each([
  [[], { dev: false, help: false }],
  [['--dev'], { dev: true, help: false }],
  [['--help'], { dev: false, help: true }],
  [['-h', '--dev'], { dev: true, help: true }],
])('The arguments %j are parsed', (args, options) => {
  expect(parseOptions(args)).toEqual(options);
});

test.each([
  [['--fast'], "Unknown option '--fast'.\n\nUsage:"],
  [['now'], "Unexpected argument 'now'.\n\nUsage:"],
  [['--dev=yes'], "Option '--dev' does not take an argument.\n\nUsage:"],
])('The arguments %j are refused with a message and the usage', (args, message) => {
  expect(() => parseOptions(args)).toThrow(message);
});
