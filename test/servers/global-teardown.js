/** Ends what a run says with the MongoDB server that it tested on, below Jest's own summary. */
export default async function tearDown({ ci }) {
  const server = globalThis.mongoForTests;
  const fails = ci || process.env.CI ? ' A run in CI fails without it.' : '';
  process.stderr.write(server.isThere ? `MongoDB tests ran on ${server.told}.\n` : `NO MONGODB WAS TESTED: ${server.told}.${fails}\n`);
  await server[Symbol.asyncDispose]();
}
