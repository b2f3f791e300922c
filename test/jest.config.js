/** Tests that `npm test` excludes because they need more than Node: curl and the default ports, Chromium, MariaDB, Docker, Java, or Ansible. */
const createProject = require('./support/jest-project');

const project = (displayName, globalSetup) =>
  createProject(displayName, [`test/${displayName}`], { globalSetup: `<rootDir>/${globalSetup}` });

module.exports = {
  rootDir: '..',
  maxWorkers: '100%',
  // Browsers, databases and containers take long to start and stop.
  testTimeout: 120_000,
  projects: [
    project('readme', 'tools/dev/test/build.ts'),
    project('browser', 'test/browser/find-chromium.ts'),
    project('lighthouse', 'test/lighthouse/setup.ts'),
    project('crash', 'test/crash/setup.ts'),
    project('faults', 'test/crash/setup.ts'),
    project('swarm', 'tools/dev/test/build.ts'),
    project('pipeline', 'test/pipeline/setup.ts'),
    project('jenkins', 'test/jenkins/setup.ts'),
    {
      ...project('containers', 'test/containers/setup.ts'),
      globalTeardown: '<rootDir>/test/containers/teardown.ts',
    },
  ],
};
