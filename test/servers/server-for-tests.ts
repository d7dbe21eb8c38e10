import { readdirSync } from 'node:fs';
import { packagePath } from '../../schema/package-path.js';
import { javaVersion } from './build-java-server.js';

type Environment = NodeJS.ProcessEnv;

/** A server that a run of the tests has. */
export interface ServerForTests extends AsyncDisposable {
  /** For the run's last lines: the server and its version, or why there is none. */
  readonly told: string;
  /** `UNUSED`: no test of this run needs one. */
  readonly state: 'THERE' | 'MISSING' | 'UNUSED';
}

/** A kind of server that is run from jars, unless one is given. */
export interface ServerKind {
  readonly name: string;
  /** Variable of the services' that names one. */
  readonly variable: string;
  /** What the paths of tests that need one have in them. */
  readonly inPath: RegExp;
  readonly start: () => Promise<{ readonly url: string; stop(): Promise<void> }>;
  /** What a server at this address says it is. @throws Error where it does not answer */
  readonly ask: (url: string) => Promise<string>;
}

/**
 * Finds the server of a run and leaves its address in `TEST_` and the variable, for the tests: the one of the variable,
 * else one that is fetched and started here, where there is a JDK.
 *
 * The variable itself is taken out of the environment: the services that tests start would follow it, also those that
 * are to run without.
 *
 * @param runs whether the test in a file is run
 * @throws Error where a given server does not answer, which is a mistake to be told, not a reason to test less; in CI also where the JDK is there and the server does not start
 */
export async function findServerForTests(kind: ServerKind, env: Environment, runs: (file: string) => boolean): Promise<ServerForTests> {
  const forTests = `TEST_${kind.variable}`;
  const given = env[forTests] || env[kind.variable];
  Reflect.deleteProperty(env, kind.variable);
  if (given) return { ...(await announce(kind, env, given, 'which was given')), [Symbol.asyncDispose]: async () => undefined };
  if (!needingTests(kind).some(runs)) return without('UNUSED', 'no test of this run needs it');
  if ((await javaVersion()) === undefined) return without('MISSING', `${kind.variable} is not set, and there is no JDK to run it with`);
  try {
    const server = await kind.start();
    const stop = async (): Promise<void> => {
      Reflect.deleteProperty(env, forTests);
      await server.stop();
    };
    return { ...(await announce(kind, env, server.url, 'started from its jars')), [Symbol.asyncDispose]: stop };
  } catch (error) {
    // Where there is a JDK, in CI, a suite that is skipped would pass for one that holds.
    if (env['CI']) throw error;
    return without('MISSING', (error as Error).message);
  }
}

const without = (state: ServerForTests['state'], told: string): ServerForTests => ({ told, state, [Symbol.asyncDispose]: async () => undefined });

const needingTests = ({ inPath }: ServerKind): readonly string[] => readdirSync(packagePath('test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => inPath.test(file))
  .map((file) => packagePath('test', file));

async function announce({ name, variable, ask }: ServerKind, env: Environment, url: string, origin: string): Promise<Pick<ServerForTests, 'told' | 'state'>> {
  const { host } = new URL(url);
  try {
    const told = await ask(url);
    env[`TEST_${variable}`] = url;
    return { told: `${told}, ${origin}`, state: 'THERE' };
  } catch (error) {
    throw new Error(`Expected ${name} at ${host}, but got: ${(error as Error).message}`, { cause: error });
  }
}
