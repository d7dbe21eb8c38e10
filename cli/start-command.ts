import { Command } from 'commander';
import { runService, type ServiceCommand } from './run-service.js';

export interface StartCommandOptions {
  readonly description: string;
  /** Variables it reads, each with what it says, for `--help`. */
  readonly variables: Readonly<Record<string, string>>;
  readonly example: string;
}

/** `ucat <name> start`: a service that is configured by its environment. The service's code is loaded when it runs. */
export function startCommand<Config>(name: string, load: ServiceCommand<Config>['load'], options: StartCommandOptions): Command {
  const width = Math.max(...Object.keys(options.variables).map(({ length }) => length)) + 2;
  const variables = Object.entries(options.variables).map(([variable, text]) => `  ${variable.padEnd(width)}${text}`);
  const start = new Command('start')
    .description(options.description)
    .addHelpText('after', `\nEnvironment:\n${variables.join('\n')}\n\nExample:\n  ${options.example}\n\nExit codes: 0 stopped by a signal, 1 failed, 2 a setting can't be used.`)
    .action(async () => runService({ name, load }));
  return new Command(name).description(options.description).addCommand(start);
}

/** Variables of a service that can keep its data in MongoDB. */
export const MONGODB_VARIABLES = {
  MONGODB_URI: 'connection string of a MongoDB to keep its data in (default: embedded, in DATA_DIR)',
  MONGODB_DATABASE: 'database there (default: the one that the URI names, else one named after the service)',
  MONGODB_TIMEOUT_MILLIS: 'how long MongoDB may take for one operation (default 10000)',
  MONGODB_POOL_SIZE: 'connections to each server, at most (default 20)',
} as const;

/** Variables of a service that others call (docs/identity.md). */
export const SERVING_VARIABLES = {
  TRUSTED_CALLERS: 'keys of the services whose signed calls are taken, as role=key with commas; or TRUSTED_CALLERS_FILE (default none: every call is the public\'s)',
  NODE_TLS_CERT: 'PEM files of its certificate; with NODE_TLS_KEY, and NODE_TLS_CLIENT_CA to ask clients for theirs (default plain HTTP)',
} as const;

/** Variables of a service that calls others. */
export const CALLING_VARIABLES = {
  SIGN_CALLS: 'on or off: whether it signs its calls, with the key call-key.json in DATA_DIR (default on)',
  UCAT_TLS_CA: 'PEM file of whom it believes; UCAT_TLS_CERT and UCAT_TLS_KEY of what it proves itself with (default what Node.js believes)',
} as const;

/** Variables that every service reads. */
export const COMMON_VARIABLES = {
  HOST: 'address to listen on (default 127.0.0.1)',
  LOG_LEVEL: 'silent, fatal, error, warn, info, debug or trace (default info)',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'collector that traces are sent to, by OTLP over HTTP (default none)',
} as const;

/** Variables of the service of a layer, which asks the national index for all that it tells. */
export const layerVariables = (name: string, port: number): Readonly<Record<string, string>> => ({
  SEARCH_URL: 'GraphQL endpoint of the national index (default http://127.0.0.1:4002/graphql)',
  PORT: `port to listen on, 0 for any (default ${String(port)})`,
  DATA_DIR: `folder of the key that it signs its calls with (default .data/${name})`,
  ...SERVING_VARIABLES,
  ...CALLING_VARIABLES,
  ...COMMON_VARIABLES,
});
