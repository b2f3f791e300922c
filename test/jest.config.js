/** What needs more than Node, and so is not part of `npm test`: curl and the default ports, Chromium, or MariaDB. */
const { projects } = require('../jest.config.js');

const project = (displayName, globalSetup) => ({
  ...projects[0],
  displayName,
  roots: [`<rootDir>/test/${displayName}`],
  globalSetup: `<rootDir>/${globalSetup}`,
});

module.exports = {
  rootDir: '..',
  projects: [
    project('readme', 'packages/supervisor/test/build.ts'),
    project('browser', 'test/browser/find-chromium.ts'),
    project('crash', 'test/crash/setup.ts'),
  ],
};
