import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startNode } from '../../../subgraphs/catalog/main.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { challengeNode, describeNode, wellKnownUrl } from '../../../subgraphs/kit/identity/node-description.js';
import { createNodeKey, isSignedBy, nodeKeyFile } from '../../../subgraphs/kit/identity/node-key.js';
import { controlStatement } from '../../../subgraphs/kit/identity/statements.js';

let folder: string;
let node: HttpServer;
const start = (url?: string) => startNode({ host: '127.0.0.1', port: 0, dataDir: folder, authorities: ['310000', 'MEE'], stewardToken: 'secret', url }, pino({ level: 'silent' }));
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-identity-'));
  node = await start();
});
afterEach(async () => {
  await node.close();
  rmSync(folder, { recursive: true });
});

const graphql = () => `${node.url}/graphql`;
const challenge = (url = graphql()) => ({ nonce: 'n', url, registry: 'r' });

describe('what a node says of itself', () => {
  test('stands beside its endpoint, whatever the path before it', () => {
    expect(wellKnownUrl('https://data.example.cn/graphql')).toBe('https://data.example.cn/.well-known/ucat-node');
    expect(wellKnownUrl('https://data.example.cn/mee/graphql')).toBe('https://data.example.cn/mee/.well-known/ucat-node');
  });

  test('has a key as soon as one is made, without a restart', async () => {
    expect(await describeNode(graphql())).toEqual({ authorities: ['310000', 'MEE'], contractVersion: expect.stringMatching(/^\d+\.\d+$/), publicKey: null, store: 'libsql' });
    await expect(challengeNode(challenge())).rejects.toThrow('answered status 409: The node has no key yet');
    const { publicKey } = createNodeKey(nodeKeyFile(folder));
    expect(await describeNode(graphql())).toMatchObject({ publicKey });
  });
});

describe('a challenge', () => {
  beforeEach(() => void createNodeKey(nodeKeyFile(folder)));

  test('is signed for the address at which the node is asked', async () => {
    const { publicKey, signature } = await challengeNode(challenge());
    expect(isSignedBy(publicKey, controlStatement(challenge()), signature)).toBe(true);
    expect(isSignedBy(publicKey, controlStatement({ ...challenge(), nonce: 'm' }), signature)).toBe(false);
  });

  const post = async (body: string) => {
    const response = await fetch(wellKnownUrl(graphql()), { method: 'POST', body });
    return { status: response.status, ...((await response.json()) as object) };
  };

  test('for another address is refused', async () => {
    expect(await post(JSON.stringify(challenge('http://elsewhere.example/graphql')))).toMatchObject({ status: 400, error: expect.stringContaining("Expected a challenge for this node's own address") });
  });

  test('is signed for NODE_URL alone where that is set', async () => {
    await node.close();
    node = await start('https://data.example.cn/graphql');
    expect(await post(JSON.stringify(challenge()))).toMatchObject({ status: 400, error: expect.stringContaining('is https://data.example.cn/graphql by NODE_URL') });
    expect(await post(JSON.stringify(challenge('https://data.example.cn/graphql')))).toMatchObject({ status: 200, signature: expect.any(String) });
  });

  test.each([['nothing', ''], ['no JSON', '{'], ['null', 'null'], ['no nonce', '{"url":"x","registry":"r"}'], ['a number', '{"nonce":1,"url":"x","registry":"r"}'], ['half a character', '{"nonce":"\\ud800","url":"x","registry":"r"}']])('%s is refused', async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 400, error: 'Expected JSON with the texts nonce, url, registry.' });
  });

  test('of a huge size is refused', async () => {
    expect(await post(JSON.stringify({ ...challenge(), nonce: 'x'.repeat(9_000) }))).toMatchObject({ status: 400, error: expect.stringContaining('8192 bytes') });
  });
});
