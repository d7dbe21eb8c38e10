import { expect, test } from '@jest/globals';
import { readSearchConfig } from '../../../../subgraphs/search/config.js';

test('defaults', () => {
  expect(readSearchConfig({})).toEqual({ host: '127.0.0.1', port: 4002, dataDir: '.data/search', registryUrl: 'http://127.0.0.1:4003/graphql', formerIndexHours: 24, webhookNetworks: 'public', signsCalls: true, trustedCallers: [], clientTls: undefined, tls: undefined });
  expect(readSearchConfig({ REGISTRY_URL: 'https://registry.example/graphql' }).registryUrl).toBe('https://registry.example/graphql');
  expect(() => readSearchConfig({ REGISTRY_URL: 'ftp://x' })).toThrow('REGISTRY_URL');
  expect(() => readSearchConfig({ REGISTRY_URL: 'http://x', PORT: '70000' })).toThrow('PORT');
  expect(readSearchConfig({ WEBHOOK_NETWORKS: 'any' }).webhookNetworks).toBe('any');
  expect(() => readSearchConfig({ WEBHOOK_NETWORKS: 'private' })).toThrow('WEBHOOK_NETWORKS');
});
