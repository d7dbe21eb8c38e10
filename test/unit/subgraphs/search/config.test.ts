import { expect, test } from '@jest/globals';
import { readSearchConfig } from '../../../../subgraphs/search/config.js';

test('defaults', () => {
  expect(readSearchConfig({})).toEqual({ host: '127.0.0.1', port: 4002, dataDir: '.data/search', registryUrl: 'http://127.0.0.1:4003/graphql', formerIndexHours: 24, readers: 1, webhookNetworks: 'public', signsCalls: true, trustedCallers: [], clientTls: undefined, tls: undefined });
  expect(readSearchConfig({ REGISTRY_URL: 'https://registry.example/graphql' }).registryUrl).toBe('https://registry.example/graphql');
  expect(() => readSearchConfig({ REGISTRY_URL: 'ftp://x' })).toThrow('REGISTRY_URL');
  expect(() => readSearchConfig({ REGISTRY_URL: 'http://x', PORT: '70000' })).toThrow('PORT');
  expect(readSearchConfig({ WEBHOOK_NETWORKS: 'any' }).webhookNetworks).toBe('any');
  expect(() => readSearchConfig({ WEBHOOK_NETWORKS: 'private' })).toThrow('WEBHOOK_NETWORKS');
  expect(readSearchConfig({ SEARCH_READERS: '4' }).readers).toBe(4);
  for (const wrong of ['0', '65', 'all']) expect(() => readSearchConfig({ SEARCH_READERS: wrong })).toThrow('SEARCH_READERS');
});

test('the index is embedded, or on the cluster of OPENSEARCH_URL; no password is told', () => {
  expect(readSearchConfig({}).openSearch).toBeUndefined();
  const url = 'https://admin:secret@search.example:9200';
  expect(readSearchConfig({ OPENSEARCH_URL: url }).openSearch).toEqual({ url, name: 'ucat' });
  expect(readSearchConfig({ OPENSEARCH_URL: url, OPENSEARCH_INDEX: 'nation_2' }).openSearch).toEqual({ url, name: 'nation_2' });
  expect(() => readSearchConfig({ OPENSEARCH_URL: url, OPENSEARCH_INDEX: 'nation-2' })).toThrow('OPENSEARCH_INDEX');
  for (const wrong of ['ftp://admin:secret@search.example', 'admin:secret@search:9200', 'admin:se\ncret@search']) expect(() => readSearchConfig({ OPENSEARCH_URL: wrong })).toThrow(/^OPENSEARCH_URL: (?!.*(?:secret|admin|cret))/s);
});

test('searches are ranked by words alone, or by the model of EMBEDDINGS_URL beside them', () => {
  expect(readSearchConfig({ EMBEDDINGS_MODEL: 'bge-m3' }).embeddings).toBeUndefined();
  const url = 'http://127.0.0.1:8080/v1';
  expect(readSearchConfig({ EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: 'BAAI/bge-m3' }).embeddings).toEqual({ url, model: 'BAAI/bge-m3' });
  expect(readSearchConfig({ EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: 'bge-m3', EMBEDDINGS_KEY: 'secret' }).embeddings).toEqual({ url, model: 'bge-m3', key: 'secret' });
  expect(readSearchConfig({ EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: 'e5', EMBEDDINGS_QUERY_PREFIX: 'query: ', EMBEDDINGS_PASSAGE_PREFIX: 'passage: ' }).embeddings).toEqual({ url, model: 'e5', queryPrefix: 'query: ', passagePrefix: 'passage: ' });
  expect(() => readSearchConfig({ EMBEDDINGS_URL: url })).toThrow('EMBEDDINGS_MODEL');
  expect(() => readSearchConfig({ EMBEDDINGS_URL: 'ftp://x', EMBEDDINGS_MODEL: 'bge-m3' })).toThrow('EMBEDDINGS_URL');
});
