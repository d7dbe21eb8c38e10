import { beforeAll, describe, expect, test } from '@jest/globals';
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../../../schema/canonical-json.js';
import { inclusionProof, leafHash, nodeHash, treeRoot, type Hash, type NodeRef } from '../../../schema/merkle/index.js';
import { sha256Hex } from '../../../schema/sha256-hex.js';
import { signCheckpoint } from '../../../schema/signed-note/index.js';
import type { Provenance } from '../../../web/src/api/record-answer.js';
import { verifyRecord } from '../../../web/src/verify/verify-record.js';

const id = '310000-DS-0000000001-8';
const AT = '2026-11-29T09:00:00.000Z';

let key: { readonly publicKey: string; readonly privateKey: KeyObject };
beforeAll(() => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  key = { publicKey: publicKey.export({ format: 'jwk' }).x!, privateKey };
});

/** What a node tells of a record that stands at a place in a log of a size. */
async function told(leafIndex: number, size: number): Promise<Provenance> {
  const document = canonicalJson({ id, version: 2, titles: [{ lang: 'zh', text: '水位' }] });
  const recordHash = sha256Hex(document);
  const leaf = canonicalJson({ id, version: 2, recordHash, op: 'UPSERT', seq: leafIndex + 1, at: AT });
  const leaves: readonly Hash[] = Array.from({ length: size }, (_, index) => leafHash(index === leafIndex ? leaf : `other ${String(index)}`));
  const node = ({ level, index }: NodeRef): Hash => (level === 0 ? leaves[index]! : nodeHash(node({ level: level - 1, index: 2 * index }), node({ level: level - 1, index: 2 * index + 1 })));
  const read = (refs: readonly NodeRef[]): readonly Hash[] => refs.map(node);
  const proof = await inclusionProof(leafIndex, size, read);
  const checkpoint = signCheckpoint({ origin: 'ucat/310000', size, root: await treeRoot(size, read) }, { publicKey: key.publicKey, sign: (text) => sign(null, Buffer.from(text), key.privateKey) });
  return { version: 2, publishedAt: AT, log: 'PUBLIC', leafIndex, recordHash, document, leaf, checkpoint, inclusionProof: proof.map((hash) => Buffer.from(hash).toString('base64')) };
}

const failing = async (one: Provenance, publicKey: string | null = key.publicKey): Promise<readonly string[]> => (await verifyRecord(id, one, publicKey)).filter(({ holds }) => !holds).map(({ name }) => name);

describe('a record is verified in the browser', () => {
  test('wherever it stands in a log of whatever size', async () => {
    for (let size = 1; size <= 17; size++) for (let index = 0; index < size; index++) expect([size, index, await failing(await told(index, size))]).toEqual([size, index, []]);
  });

  test('each link breaks by itself', async () => {
    const good = await told(4, 11);
    expect(await failing({ ...good, document: good.document!.replace('水位', '水质') })).toEqual(['linkDocument']);
    expect(await failing({ ...good, publishedAt: '2026-11-29T09:00:00.001Z' })).toEqual(['linkLeaf']);
    expect(await failing({ ...good, inclusionProof: [...good.inclusionProof!].reverse() })).toEqual(['linkInclusion']);
    expect(await failing({ ...good, inclusionProof: good.inclusionProof!.slice(1) })).toEqual(['linkInclusion']);
    expect(await failing({ ...good, log: 'MEMBER' })).toEqual(['linkCheckpoint', 'linkSignature']);
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x!;
    expect(await failing(good, other)).toEqual(['linkSignature']);
    expect(await failing(good, null)).toEqual(['linkSignature']);
    expect(await failing({ ...good, checkpoint: good.checkpoint!.replace('\n11\n', '\n12\n') })).toContain('linkSignature');
  });

  test('what is missing or odd proves nothing', async () => {
    const nothing: Provenance = { version: null, publishedAt: null, log: null, leafIndex: null, recordHash: null, document: null, leaf: null, checkpoint: null, inclusionProof: null };
    expect((await failing(nothing)).length).toBe(5);
    const good = await told(0, 3);
    expect(await failing({ ...good, document: 'no JSON', leaf: '[]', checkpoint: 'x', inclusionProof: ['!'] }, '!')).toEqual(['linkDocument', 'linkLeaf', 'linkInclusion', 'linkCheckpoint', 'linkSignature']);
  });
});
