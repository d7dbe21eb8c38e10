/**
 * Tests are TypeScript modules, run as they stand; end-to-end tests start the built services of dist/. Every run has a
 * MongoDB server, if one was given or can be built, and where a test needs one an OpenSearch server: test/servers/.
 */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testTimeout: 30_000,
  // Most tests wait for other processes: two at a time keep two cores busy, where Jest by itself would run one.
  maxWorkers: 2,
  // What a test file has loaded stays in its worker, and every look for garbage goes through all of it: a fresh worker is quicker.
  workerIdleMemoryLimit: '500MB',
  globalSetup: '<rootDir>/test/servers/global-setup.js',
  globalTeardown: '<rootDir>/test/servers/global-teardown.js',
  reporters: ['default', '<rootDir>/test/servers/mongo-reporter.js'],
};
