/** Ends what a run says with the servers that it tested on, below Jest's own summary. */
export default async function tearDown({ ci }) {
  const { mongoForTests: mongo, openSearchForTests: openSearch, embeddingsForTests: embeddings } = globalThis;
  const fails = ci || process.env.CI ? ' A run in CI fails without it.' : '';
  process.stderr.write(mongo.isThere ? `MongoDB tests ran on ${mongo.told}.\n` : `NO MONGODB WAS TESTED: ${mongo.told}.${fails}\n`);
  if (openSearch.state === 'THERE') process.stderr.write(`OpenSearch tests ran on ${openSearch.told}.\n`);
  if (openSearch.state === 'MISSING') process.stderr.write(`NO OPENSEARCH WAS TESTED: ${openSearch.told}.\n`);
  if (embeddings.state === 'THERE') process.stderr.write(`Tests of vectors ran on ${embeddings.told}.\n`);
  if (embeddings.state === 'MISSING') process.stderr.write(`NO MODEL OF VECTORS WAS TESTED: ${embeddings.told}.\n`);
  await Promise.all([mongo[Symbol.asyncDispose](), embeddings[Symbol.asyncDispose](), openSearch[Symbol.asyncDispose]()]);
}
