import { expect, test } from '@jest/globals';
import { readSearchConfig } from '../../../../subgraphs/search/config.js';

test('defaults but the registry, which must be named', () => {
  expect(readSearchConfig({ REGISTRY_URL: 'http://127.0.0.1:4003/graphql' })).toEqual({ host: '127.0.0.1', port: 4002, dataDir: '.data/search', registryUrl: 'http://127.0.0.1:4003/graphql' });
  expect(() => readSearchConfig({})).toThrow('REGISTRY_URL: expected an http or https address but got nothing.');
  expect(() => readSearchConfig({ REGISTRY_URL: 'ftp://x' })).toThrow('REGISTRY_URL');
  expect(() => readSearchConfig({ REGISTRY_URL: 'http://x', PORT: '70000' })).toThrow('PORT');
});
