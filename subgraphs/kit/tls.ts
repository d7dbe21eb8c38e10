import { readFileSync } from 'node:fs';
import { BadSetting, type Environment } from './env.js';

/** What a server proves itself with, and whom it lets in; each a PEM text. */
export interface ServerTls {
  readonly cert: string;
  readonly key: string;
  /** Certificate authority of the clients: one without a certificate of it is not let in (mutual TLS). */
  readonly clientCa?: string | undefined;
}

/** What a client proves itself with, and whom it believes; each a PEM text. */
export interface ClientTls {
  /** Certificate authority of the servers. @default those that Node.js knows */
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** Without what is undefined: TLS takes that for a value. */
export const givenTls = (tls: ClientTls = {}): { readonly ca?: string; readonly cert?: string; readonly key?: string } => Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));

/** Reads NODE_TLS_CERT, NODE_TLS_KEY and NODE_TLS_CLIENT_CA, names of files; undefined: the service speaks plain HTTP. @throws BadSetting */
export function readServerTls(env: Environment): ServerTls | undefined {
  const [cert, key] = pair(env, 'NODE_TLS_CERT', 'NODE_TLS_KEY');
  const clientCa = readPem(env, 'NODE_TLS_CLIENT_CA');
  if (cert !== undefined && key !== undefined) return Object.freeze({ cert, key, clientCa });
  if (clientCa !== undefined) throw new BadSetting('NODE_TLS_CERT', 'a file, because NODE_TLS_CLIENT_CA is set', undefined);
  return undefined;
}

/** Reads UCAT_TLS_CA, UCAT_TLS_CERT and UCAT_TLS_KEY, names of files. @throws BadSetting */
export function readClientTls(env: Environment): ClientTls | undefined {
  const [cert, key] = pair(env, 'UCAT_TLS_CERT', 'UCAT_TLS_KEY');
  const ca = readPem(env, 'UCAT_TLS_CA');
  return ca === undefined && cert === undefined ? undefined : Object.freeze({ ca, cert, key });
}

/** A certificate and its key: both or none. */
function pair(env: Environment, certVariable: string, keyVariable: string): readonly [string, string] | readonly [undefined, undefined] {
  const cert = readPem(env, certVariable);
  const key = readPem(env, keyVariable);
  if (cert !== undefined && key !== undefined) return [cert, key];
  if (cert !== undefined) throw new BadSetting(keyVariable, `a file, because ${certVariable} is set`, undefined);
  if (key !== undefined) throw new BadSetting(certVariable, `a file, because ${keyVariable} is set`, undefined);
  return [undefined, undefined];
}

function readPem(env: Environment, variable: string): string | undefined {
  const file = env[variable];
  if (!file) return undefined;
  try {
    const text = readFileSync(file, 'utf8');
    if (text.includes('-----BEGIN ')) return text;
  } catch (error) {
    throw new BadSetting(variable, `a file that can be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, file);
  }
  throw new BadSetting(variable, 'a file in PEM form', file);
}
