import { describe, expect, test } from '@jest/globals';
import { readGatewayConfig } from '../../../gateway/config.js';

describe('EXTRA_SUBGRAPHS', () => {
  test('names subgraphs of others with their addresses', () => {
    expect(readGatewayConfig({}).extraSubgraphs).toEqual([]);
    expect(readGatewayConfig({ EXTRA_SUBGRAPHS: ' ecology=http://127.0.0.1:4301/?a=b , water-2=https://example.org/graphql,' }).extraSubgraphs).toEqual([
      { name: 'ecology', url: 'http://127.0.0.1:4301/?a=b' },
      { name: 'water-2', url: 'https://example.org/graphql' },
    ]);
  });

  test.each(['ecology', 'ecology=', 'http://127.0.0.1:4301/', 'Ecology=http://127.0.0.1:1/', '../x=http://127.0.0.1:1/', 'search=http://127.0.0.1:1/', 'a=http://127.0.0.1:1/,a=http://127.0.0.1:2/', 'a=ftp://127.0.0.1/'])('%s is refused, with what is expected', (text) => {
    expect(() => readGatewayConfig({ EXTRA_SUBGRAPHS: text })).toThrow('EXTRA_SUBGRAPHS: expected name=address pairs');
  });
});

describe('GRAPHIQL', () => {
  test.each([
    [{}, true],
    [{ GRAPHIQL: 'off' }, false],
    [{ INTROSPECTION: 'off' }, false],
    [{ TRUSTED_DOCUMENTS: 'docs/examples/persisted/documents.json' }, false],
    [{ TRUSTED_DOCUMENTS: 'docs/examples/persisted/documents.json', GRAPHIQL: 'on' }, true],
  ])('%j: the editor of queries is %j', (env, expected) => {
    expect(readGatewayConfig(env).graphiql).toBe(expected);
  });

  test('another word is refused', () => {
    expect(() => readGatewayConfig({ GRAPHIQL: 'yes' })).toThrow('GRAPHIQL: expected on or off');
  });
});
