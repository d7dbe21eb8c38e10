import type { HttpServer } from '../subgraphs/kit/http-server.js';
import { createLogger, type Logger } from '../subgraphs/kit/logger.js';
import { BadSetting, type Environment } from '../subgraphs/kit/env.js';

/** Exit codes of every command that runs a service. */
export const EXIT_CODES = { stopped: 0, failed: 1, badSetting: 2 } as const;

export interface ServiceCommand<Config> {
  readonly name: string;
  readonly readConfig: (env: Environment) => Config;
  readonly start: (config: Config, logger: Logger) => Promise<Closable>;
}

/** What a started command can do: be found, perhaps, and be stopped. */
export interface Closable extends Pick<HttpServer, 'close'> {
  readonly url?: string;
}

/**
 * Runs a service until SIGTERM or SIGINT, or until the process that started it is gone. Tells a parent process its
 * address once it is open. A setting that can't be used ends it with code 2 and the reason.
 */
export async function runService<Config>({ name, readConfig, start }: ServiceCommand<Config>, env: Environment = process.env): Promise<void> {
  const asked = stopRequest();
  try {
    const logger = createLogger(name, env);
    const service = await start(readConfig(env), logger);
    process.send?.({ url: service.url });
    const reason = await asked;
    logger.info({ reason }, 'stopping');
    await service.close();
    process.exitCode = EXIT_CODES.stopped;
  } catch (error) {
    process.exitCode = error instanceof BadSetting ? EXIT_CODES.badSetting : EXIT_CODES.failed;
    console.error(error instanceof BadSetting ? `ucat ${name}: ${error.message}` : error);
  }
  if (process.connected) process.disconnect();
}

function stopRequest(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal));
    process.once('disconnect', () => resolve('the parent process is gone'));
  });
}
