import './typescript.js';

/** Runs once, before the tests of a run; the workers that run them inherit the environment that it leaves. */
export default async function setUp() {
  const { findMongoForTests } = await import('./mongo-for-tests.ts');
  globalThis.mongoForTests = await findMongoForTests(process.env);
}
