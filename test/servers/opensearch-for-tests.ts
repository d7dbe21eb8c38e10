import { readdirSync } from 'node:fs';
import { packagePath } from '../../schema/package-path.js';
import { javaVersion } from './build-opensearch.js';
import { startOpenSearch } from './start-opensearch.js';

type Environment = NodeJS.ProcessEnv;

/** The OpenSearch server that a run of the tests has. */
export interface OpenSearchForTests extends AsyncDisposable {
  /** For the run's last lines: the server and its version, or why there is none. */
  readonly told: string;
  /** `UNUSED`: no test of this run needs one. */
  readonly state: 'THERE' | 'MISSING' | 'UNUSED';
}

/**
 * Finds the OpenSearch server of a run and leaves its address in `TEST_OPENSEARCH_URL`, for the tests: the one of
 * `OPENSEARCH_URL`, else one that is fetched and started here, where there is a JDK.
 *
 * `OPENSEARCH_URL` itself is taken out of the environment: the services that tests start would follow it, also those
 * that are to run on the embedded index.
 *
 * @param runs whether the test in a file is run
 * @throws Error where a given server does not answer, which is a mistake to be told, not a reason to test less; in CI also where the JDK is there and the server does not start
 */
export async function findOpenSearchForTests(env: Environment, runs: (file: string) => boolean): Promise<OpenSearchForTests> {
  const given = env['TEST_OPENSEARCH_URL'] || env['OPENSEARCH_URL'];
  delete env['OPENSEARCH_URL'];
  if (given) return { ...(await announce(env, given, 'which was given')), [Symbol.asyncDispose]: async () => undefined };
  if (!needingTests().some(runs)) return without('UNUSED', 'no test of this run needs it');
  if ((await javaVersion()) === undefined) return without('MISSING', 'OPENSEARCH_URL is not set, and there is no JDK to run it with');
  try {
    const server = await startOpenSearch();
    const stop = async (): Promise<void> => {
      delete env['TEST_OPENSEARCH_URL'];
      await server.stop();
    };
    return { ...(await announce(env, server.url, 'started from its jars')), [Symbol.asyncDispose]: stop };
  } catch (error) {
    // Where there is a JDK, in CI, a suite that is skipped would pass for one that holds.
    if (env['CI']) throw error;
    return without('MISSING', (error as Error).message);
  }
}

const without = (state: OpenSearchForTests['state'], told: string): OpenSearchForTests => ({ told, state, [Symbol.asyncDispose]: async () => undefined });

/** Tests that need the server have its name in their path. */
const needingTests = (): readonly string[] => readdirSync(packagePath('test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /opensearch.*\.test\.ts$/i.test(file))
  .map((file) => packagePath('test', file));

async function announce(env: Environment, url: string, origin: string): Promise<Pick<OpenSearchForTests, 'told' | 'state'>> {
  const { host } = new URL(url);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    const { version } = (await response.json()) as { readonly version: { readonly number: string } };
    env['TEST_OPENSEARCH_URL'] = url;
    return { told: `OpenSearch ${version.number}, ${origin}`, state: 'THERE' };
  } catch (error) {
    throw new Error(`Expected an OpenSearch server at ${host}, but got: ${(error as Error).message}`, { cause: error });
  }
}
