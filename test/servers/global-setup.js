import './typescript.js';

/** Runs once, before the tests of a run; the workers that run them inherit the environment that it leaves. */
export default async function setUp({ testPathPatterns, rootDir }) {
  const [{ findMongoForTests }, { findOpenSearchForTests }] = await Promise.all([import('./mongo-for-tests.ts'), import('./opensearch-for-tests.ts')]);
  const wanted = testPathPatterns.toExecutor({ rootDir });
  [globalThis.mongoForTests, globalThis.openSearchForTests] = await Promise.all([findMongoForTests(process.env), findOpenSearchForTests(process.env, (file) => wanted.isMatch(file))]);
}
