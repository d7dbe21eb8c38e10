import { CannotStart } from '../subgraphs/kit/cannot-start.js';
import type { HttpServer } from '../subgraphs/kit/http-server.js';
import { createLogger, type Logger } from '../subgraphs/kit/logger.js';
import { BadSetting, type Environment } from '../subgraphs/kit/env.js';
import { startTracing } from '../subgraphs/kit/observe/start-tracing.js';

/** Exit codes of every command that runs a service. */
export const EXIT_CODES = { stopped: 0, failed: 1, badSetting: 2 } as const;

/** How long a start that is under way may take to end once a stop was asked for; then the process ends without it. */
const ABANDON_MILLIS = 4_700;

export interface Service<Config> {
  readonly readConfig: (env: Environment) => Config;
  /** A start that takes long gives up, closes what it had opened and rejects when `signal` aborts. */
  readonly start: (config: Config, logger: Logger, signal: AbortSignal) => Promise<Closable>;
}

export interface ServiceCommand<Config> {
  readonly name: string;
  /** Loads the service's code. A stop that is asked for meanwhile is heeded. */
  readonly load: () => Promise<Service<Config>>;
}

/** What a started command can do: be found, perhaps, and be stopped. */
export interface Closable extends Pick<HttpServer, 'close'> {
  readonly url?: string;
  /** Resolves with the reason where it can't go on. */
  readonly failed?: Promise<string>;
}

/**
 * Runs a service until SIGTERM or SIGINT, or until the process that started it is gone; each is heeded during its
 * start as well. Tells a parent process its address once it is open. A setting that can't be used ends it with code 2
 * and the reason, a service that can't go on with code 1.
 */
export async function runService<Config>(command: ServiceCommand<Config>, env: Environment = process.env): Promise<void> {
  const stop = stopRequest();
  try {
    process.exitCode = await run(command, env, stop);
  } catch (error) {
    process.exitCode = error instanceof BadSetting ? EXIT_CODES.badSetting : EXIT_CODES.failed;
    console.error(isExplained(error) ? `ucat ${command.name}: ${error.message}` : error);
  }
  if (process.connected) process.disconnect();
}

/** Whether the message says all that there is to know, as the system's does that refused a port or a folder. */
const isExplained = (error: unknown): error is Error => error instanceof BadSetting || error instanceof CannotStart || (error instanceof Error && 'syscall' in error && 'code' in error);

async function run<Config>({ name, load }: ServiceCommand<Config>, env: Environment, stop: AbortSignal): Promise<number> {
  const logger = createLogger(name, env);
  // Before the service's code, some of which takes its tracer when it is loaded.
  const stopTracing = await startTracing(name, env);
  try {
    return await runLoaded(await load(), env, logger, stop);
  } finally {
    await stopTracing();
  }
}

async function runLoaded<Config>({ readConfig, start }: Service<Config>, env: Environment, logger: Logger, stop: AbortSignal): Promise<number> {
  const config = readConfig(env);
  if (stop.aborted) return EXIT_CODES.stopped;
  const starting = start(config, logger, stop);
  const asked = aborted(stop);
  const service = await Promise.race([starting, asked]);
  if (typeof service === 'string') {
    logger.info({ reason: service }, 'stopping before it was open');
    return abandon(starting, logger);
  }
  process.send?.({ url: service.url });
  const failed = service.failed?.then((reason) => logger.error({ reason }, 'stopping: it can not go on'));
  const code = await Promise.race([asked.then(() => EXIT_CODES.stopped), ...(failed ? [failed.then(() => EXIT_CODES.failed)] : [])]);
  if (code === EXIT_CODES.stopped) logger.info({ reason: await asked }, 'stopping');
  await service.close();
  return code;
}

/** Closes what a start that nobody wants any more has opened. */
async function abandon(starting: Promise<Closable>, logger: Logger): Promise<number> {
  const cut = setTimeout(() => process.exit(EXIT_CODES.stopped), ABANDON_MILLIS);
  try {
    await (await starting).close();
  } catch (error) {
    logger.info({ err: error }, 'the start was given up');
  }
  clearTimeout(cut);
  return EXIT_CODES.stopped;
}

/** Resolves with why a signal was aborted. */
const aborted = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    const tell = (): void => resolve((signal.reason as Error).message);
    if (signal.aborted) tell();
    else signal.addEventListener('abort', tell, { once: true });
  });

function stopRequest(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort(new Error(signal)));
  process.once('disconnect', () => stop.abort(new Error('the parent process is gone')));
  return stop.signal;
}
