import './typescript.js';

/** Runs once, before the tests of a run; the workers that run them inherit the environment that it leaves. */
export default async function setUp({ testPathPatterns, rootDir }) {
  const [{ findMongoForTests }, { findServerForTests }, { OPENSEARCH_FOR_TESTS }, { EMBEDDINGS_FOR_TESTS }] = await Promise.all([import('./mongo-for-tests.ts'), import('./server-for-tests.ts'), import('./opensearch-for-tests.ts'), import('./embeddings-for-tests.ts')]);
  const wanted = testPathPatterns.toExecutor({ rootDir });
  const find = (kind) => findServerForTests(kind, process.env, (file) => wanted.isMatch(file));
  [globalThis.mongoForTests, globalThis.openSearchForTests, globalThis.embeddingsForTests] = await Promise.all([findMongoForTests(process.env), find(OPENSEARCH_FOR_TESTS), find(EMBEDDINGS_FOR_TESTS)]);
}
