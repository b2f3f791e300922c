const project = require('./test/support/jest-project');

/** The fast tests: `npm test`. Run one project with `npx jest --selectProjects draws`. test/jest.all.config.js adds the slow ones. */
const FOLDERS = {
  draws: 'packages/draws/test',
  contracts: 'packages/contracts/test',
  'service-kit': 'packages/service-kit/test',
  'draw-api': 'packages/draw-api/test',
  dev: 'tools/dev/test',
  'deploy-wait': 'tools/deploy-wait/test',
  release: 'tools/release/test',
  'service1-frontend': 'service1-frontend/test',
  'service2-number': 'service2-number/test',
  'service3-float': 'service3-float/test',
  'service4-product': 'service4-product/test',
  across: 'test/across',
  load: 'test/rehearsal/load',
};

module.exports = {
  projects: Object.entries(FOLDERS).map(([name, folder]) =>
    project(name, [folder], { testMatch: ['**/!(*.slow|*.mariadb).test.ts'] }),
  ),
  maxWorkers: '100%',
  // Generous, because a busy machine starts processes slowly.
  testTimeout: 60_000,
};
