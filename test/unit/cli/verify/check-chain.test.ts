import { expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logLeaf } from '../../../../schema/log-leaf.js';
import { inclusionProof, leafHash, rootOf } from '../../../../schema/merkle/index.js';
import { checkChain } from '../../../../cli/verify/check-chain.js';
import type { Told } from '../../../../cli/verify/bundle.js';
import { runVerify } from '../../../../cli/verify/run-verify.js';
import { datasetId } from '../../../e2e/support/records.js';
import { SignedLog, testKey } from '../../../e2e/support/signed-log.js';

const key = testKey();
const ids = [1, 2, 3, 4, 5, 6, 7].map((serial) => datasetId('310000', serial));
const log = ids.reduce((all, id) => all.with(id, JSON.stringify({ id, version: 1, titles: [{ lang: 'zh', text: '空气' }] })), new SignedLog('310000', key));
const id = ids[2]!;

async function told(): Promise<Told & { checkpoint: string; leaf: string; document: string; inclusionProof: readonly string[] }> {
  const { document, recordHash, at, version } = log.entries[2]!;
  const leaves = log.entries.map((entry) => leafHash(logLeaf(entry)));
  const proof = await inclusionProof(2, 7, (refs) => refs.map(({ level, index }) => rootOf(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))));
  return { version, log: 'PUBLIC', leafIndex: 2, recordHash, document: document!, leaf: logLeaf(log.entries[2]!), checkpoint: log.checkpoint(), inclusionProof: proof.map((hash) => Buffer.from(hash).toString('base64')), publishedAt: at };
}

const broken = (checked: ReturnType<typeof checkChain>): readonly string[] => checked.filter(({ problem }) => problem !== null).map(({ link }) => link);

test('a record that is what its owner published has no broken link', async () => {
  expect(broken(checkChain(id, await told(), key.publicKey))).toEqual([]);
});

test.each<[string, (sound: Awaited<ReturnType<typeof told>>) => Told, readonly string[]]>([
  ['another text', (sound) => ({ ...sound, document: sound.document.replace('空气', '水') }), ['document']],
  ['another hash', (sound) => ({ ...sound, recordHash: '0'.repeat(64) }), ['document', 'leaf']],
  ['another moment', (sound) => ({ ...sound, publishedAt: '2020-01-01T00:00:00.000Z' }), ['leaf']],
  ['another leaf', (sound) => ({ ...sound, leaf: logLeaf(log.entries[3]!) }), ['leaf', 'inclusion']],
  ['another place', (sound) => ({ ...sound, leafIndex: 3 }), ['leaf', 'inclusion']],
  ['a shorter proof', (sound) => ({ ...sound, inclusionProof: sound.inclusionProof.slice(1) }), ['inclusion']],
  ['a checkpoint of fewer entries', (sound) => ({ ...sound, checkpoint: log.checkpoint(6) }), ['inclusion']],
  ['a checkpoint of another log', (sound) => ({ ...sound, checkpoint: new SignedLog('330000', key, log.entries).checkpoint() }), ['checkpoint', 'signature']],
  ['the signature of another key', (sound) => ({ ...sound, checkpoint: log.by(testKey()).checkpoint() }), ['signature']],
  ['nothing at all', () => ({}), ['document', 'leaf', 'inclusion', 'checkpoint', 'signature']],
])('%s breaks just the links that it touches', async (_, change, links) => {
  expect(broken(checkChain(id, change(await told()), key.publicKey))).toEqual(links);
});

test('without a key nothing is signed, and of another record nothing is proved', async () => {
  expect(broken(checkChain(id, await told(), null))).toEqual(['signature']);
  expect(broken(checkChain(ids[0]!, await told(), key.publicKey))).toEqual(['document', 'leaf']);
});

test('a bundle is checked from its file alone, and the exit code says what came of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ucat-verify-'));
  const file = join(folder, 'bundle.json');
  const said: string[] = [];
  const verify = async (bundle: unknown, more: object = {}): Promise<number> => {
    await writeFile(file, JSON.stringify(bundle));
    const say = (text: string): void => void said.push(text);
    return runVerify({ what: file, gateway: '', ...more }, { print: say, complain: say, signal: new AbortController().signal });
  };
  const sound = { id, provenance: await told(), key: { publicKey: key.publicKey, from: 'the registry' } };
  expect(await verify(sound)).toBe(0);
  expect(said.at(-1)).toBe(`${id} is what its owner published as version 1 at ${log.entries[2]!.at}.`);
  expect(await verify(sound, { key: testKey().publicKey, json: true })).toBe(1);
  expect(JSON.parse(said.at(-1)!)).toMatchObject({ verified: false, key: { from: '--key' }, links: expect.arrayContaining([{ link: 'signature', problem: 'The checkpoint is not signed with this key.' }]) });
  expect(await verify({ something: 'else' })).toBe(2);
  expect(await verify(sound, { key: 'short' })).toBe(2);
  await rm(folder, { recursive: true });
});
