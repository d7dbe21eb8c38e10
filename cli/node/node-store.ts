import { existsSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import { readNodeConfig, type NodeConfig } from '../../subgraphs/catalog/config.js';
import { embeddedStoreFile, openStore } from '../../subgraphs/catalog/main.js';
import type { RecordStore } from '../../subgraphs/catalog/stores/record-store.js';
import { ExportAgain } from '../../subgraphs/catalog/transfer/export-node.js';
import { BadNodeFile } from '../../subgraphs/catalog/transfer/read-node-file.js';
import { RestoreFailed, RestoreRefused } from '../../subgraphs/catalog/transfer/restore-node.js';
import { CannotStart } from '../../subgraphs/kit/cannot-start.js';
import { BadSetting, type Environment } from '../../subgraphs/kit/env.js';
import { createLogger, type Logger } from '../../subgraphs/kit/logger.js';
import { folderProblem } from '../folder-problem.js';

/** Why a command on a node's store was not carried out; the message says what to do. */
export class NotDone extends Error {
  override readonly name = 'NotDone';
}

/** @throws NotDone where the folder of a file that is to be written is not there */
export function requireFolder(option: string, file: string): void {
  const problem = folderProblem(file);
  if (problem !== undefined) throw new NotDone(`${option}: ${problem}`);
}

export interface StoreWork {
  /** How the command is called, such as `node export`. */
  readonly name: string;
  /** Looks at what the command needs beside the store, before that is opened. @throws NotDone */
  readonly prepare?: () => void;
  /** Whether a store that is not there yet is made. */
  readonly create: boolean;
  /** @returns the exit code */
  readonly work: (store: RecordStore, config: NodeConfig) => Promise<number>;
  /** Exit code where the work could not be done. */
  readonly failed: number;
}

/** @throws NotDone where the store has no entry of any log: it is hardly the store of this node */
export async function requireLogs(store: RecordStore, { authorities, mongo }: NodeConfig): Promise<void> {
  const logs = (await Promise.all(authorities.map(async (authority) => store.logsOf(authority)))).flat();
  const heads = await Promise.all(logs.map(async (log) => store.head(log)));
  if (heads.every(({ head }) => head === 0)) throw new NotDone(`The store has no log of ${authorities.join(', ')}: see whether NODE_AUTHORITIES and ${mongo ? 'MONGODB_DATABASE' : 'DATA_DIR'} are those of the node.`);
}

/** Exit code of a setting that can't be used, as of every service. */
const BAD_SETTING = 2;

/** Does something on the store that the environment of `ucat node start` names. @returns the exit code; says on standard error why it is not 0 */
export async function runOnStore({ name, prepare, create, work, failed }: StoreWork, env: Environment): Promise<number> {
  try {
    const config = readNodeConfig(env);
    prepare?.();
    // What a store logs as an error ends the command, which says it in a sentence.
    await using store = disposable(open(config, create, createLogger(name, { ...env, LOG_LEVEL: env['LOG_LEVEL'] || 'fatal' })));
    return await work(store.store, config);
  } catch (error) {
    console.error(isExplained(error) ? `ucat ${name}: ${error.message}${causeHint(error, env)}` : error);
    return error instanceof BadSetting ? BAD_SETTING : failed;
  }
}

function open(config: NodeConfig, create: boolean, logger: Logger): RecordStore {
  const file = embeddedStoreFile(config.dataDir);
  if (!config.mongo && !create && !existsSync(file)) throw new NotDone(`There is no store at ${file}: set DATA_DIR, or MONGODB_URI, as for \`ucat node start\`.`);
  try {
    return openStore(config, logger);
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    throw new NotDone(`${error.message} Stop the node first; only a store in MongoDB can be read while its node runs.`, { cause: error });
  }
}

const disposable = (store: RecordStore) => ({ store, [Symbol.asyncDispose]: async (): Promise<void> => store.close() });

/** The cause is for the operator's eyes alone, so the store tells it to its log. */
const causeHint = (error: Error, env: Environment): string => (error instanceof GraphQLError && error.extensions['code'] === 'STORE_UNAVAILABLE' && !env['LOG_LEVEL'] ? ' Set LOG_LEVEL=error to see the cause.' : '');

/** Whether the message of an error says all that there is to know. */
function isExplained(error: unknown): error is Error {
  const known = [BadSetting, NotDone, BadNodeFile, RestoreRefused, RestoreFailed, ExportAgain, GraphQLError];
  return known.some((type) => error instanceof type) || (error instanceof Error && 'syscall' in error && 'code' in error);
}
