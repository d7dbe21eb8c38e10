import { BadSetting, isHttpUrl, readInteger, readPort, readText, readUrl, type Environment } from '../kit/env.js';
import { readCallConfig, type CallConfig } from '../kit/identity/calls/call-config.js';
import { readServingConfig, type ServingConfig } from '../kit/identity/calls/serving-config.js';
import { INDEX_NAME } from './index/opensearch/index-names.js';

export interface SearchConfig extends ServingConfig, CallConfig {
  /** @default '127.0.0.1' */
  readonly host: string;
  /** 0 takes any free port. @default 4002 */
  readonly port: number;
  /** Folder of the index; made where it is missing. @default '.data/search' */
  readonly dataDir: string;
  /** GraphQL endpoint of the registry, which knows the members. @default 'http://127.0.0.1:4003/graphql' */
  readonly registryUrl: string;
  /** Whether nothing is taken of a node that does not sign its log. @default false */
  readonly needsCheckpoints?: boolean;
  /** Cluster that the index is on; embedded without it. */
  readonly openSearch?: OpenSearchConfig | undefined;
  /** How long the version of the index that another one has replaced is kept for a way back, without what is changed or withdrawn meanwhile; 0 for not at all. @default 24 */
  readonly formerIndexHours?: number;
  /** How many threads of the embedded index answer searches, each with all columns in memory. @default 1 */
  readonly readers?: number;
  /** Folder of words of its own by which queries are read, beside those of the package; none without. */
  readonly wordsDir?: string;
  /** Where receivers of saved searches may be: on the internet alone, or on private networks and this machine too. @default 'public' */
  readonly webhookNetworks?: 'public' | 'any';
  /** Model by which searches are ranked beside their words; by words alone without it. */
  readonly embeddings?: EmbeddingsConfig | undefined;
}

export interface EmbeddingsConfig {
  /** Address that `/embeddings` stands below, in OpenAI's form. */
  readonly url: string;
  /** Name of the model, as its server knows it. */
  readonly model: string;
  /** Sent as a bearer token. @default none */
  readonly key?: string | undefined;
  /** What stands before every query, and before every text of a record. @default nothing */
  readonly queryPrefix?: string | undefined;
  readonly passagePrefix?: string | undefined;
}

export interface OpenSearchConfig {
  /** Address of the cluster, with name and password where it needs them. */
  readonly url: string;
  /** Name that the index is served under. */
  readonly name: string;
}

/** Reads REGISTRY_URL, NEEDS_CHECKPOINTS, HOST, PORT, DATA_DIR, FORMER_INDEX_HOURS, SEARCH_READERS, WORDS_DIR, WEBHOOK_NETWORKS, OPENSEARCH_URL, OPENSEARCH_INDEX, EMBEDDINGS_URL, EMBEDDINGS_MODEL, EMBEDDINGS_KEY, EMBEDDINGS_QUERY_PREFIX and EMBEDDINGS_PASSAGE_PREFIX. @throws BadSetting */
export function readSearchConfig(env: Environment): SearchConfig {
  return Object.freeze({
    host: env['HOST'] || '127.0.0.1',
    port: readPort(env, 'PORT', 4002),
    dataDir: env['DATA_DIR'] || '.data/search',
    registryUrl: readUrl(env, 'REGISTRY_URL', 'http://127.0.0.1:4003/graphql'),
    ...(readText(env, 'NEEDS_CHECKPOINTS', 'true or false', /^(?:true|false)$/, 'false') === 'true' && { needsCheckpoints: true }),
    formerIndexHours: readInteger(env, 'FORMER_INDEX_HOURS', 24, { min: 0, max: 8_760 }),
    readers: readInteger(env, 'SEARCH_READERS', 1, { min: 1, max: 64 }),
    ...(env['WORDS_DIR'] && { wordsDir: env['WORDS_DIR'] }),
    webhookNetworks: readText(env, 'WEBHOOK_NETWORKS', 'public or any', /^(?:public|any)$/, 'public') as 'public' | 'any',
    openSearch: readOpenSearchConfig(env),
    embeddings: readEmbeddingsConfig(env),
    ...readServingConfig(env),
    ...readCallConfig(env),
  });
}

/** @returns undefined where OPENSEARCH_URL is not set @throws BadSetting, with no password in it */
function readOpenSearchConfig(env: Environment): OpenSearchConfig | undefined {
  const url = env['OPENSEARCH_URL'];
  if (!url) return undefined;
  if (!isHttpUrl(url)) throw new BadSetting('OPENSEARCH_URL', 'an http or https address', url.replace(/^.*@/s, '…@'));
  return Object.freeze({ url, name: readText(env, 'OPENSEARCH_INDEX', 'a name of 1 to 61 small letters, digits and underscores, a letter first', INDEX_NAME, 'ucat') });
}

/** @returns undefined where EMBEDDINGS_URL is not set @throws BadSetting */
function readEmbeddingsConfig(env: Environment): EmbeddingsConfig | undefined {
  if (!env['EMBEDDINGS_URL']) return undefined;
  return Object.freeze({
    url: readUrl(env, 'EMBEDDINGS_URL'),
    model: readText(env, 'EMBEDDINGS_MODEL', 'the name of a model, for EMBEDDINGS_URL is set', /^\S(?:.{0,198}\S)?$/),
    ...(env['EMBEDDINGS_KEY'] && { key: env['EMBEDDINGS_KEY'] }),
    // As they are: most end in a space.
    ...(env['EMBEDDINGS_QUERY_PREFIX'] && { queryPrefix: env['EMBEDDINGS_QUERY_PREFIX'] }),
    ...(env['EMBEDDINGS_PASSAGE_PREFIX'] && { passagePrefix: env['EMBEDDINGS_PASSAGE_PREFIX'] }),
  });
}
