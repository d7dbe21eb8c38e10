import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyConsistency, verifyInclusion } from '../../../../schema/merkle/index.js';
import { describeWithShared, sharedPath } from '../../../support/shared-data.js';

interface InclusionVector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

interface ConsistencyVector extends Pick<InclusionVector, 'proof' | 'wantErr'> {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64');

function vectors<Vector>(folder: string): [name: string, vector: Vector][] {
  const base = sharedPath('fixtures', 'rfc6962', folder);
  const files = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return files.map((file) => [file, JSON.parse(readFileSync(join(base, file), 'utf8')) as Vector]);
}

describeWithShared('the vectors of RFC 6962 logs', 'fixtures/rfc6962', () => {
  it('says of every inclusion proof what it should', () => {
    const all = vectors<InclusionVector>('inclusion');
    const wrong = all.filter(([, { leafIdx, treeSize, root, leafHash, proof, wantErr }]) => verifyInclusion(leafIdx, treeSize, bytes(leafHash), (proof ?? []).map(bytes), bytes(root)) === wantErr);
    expect(wrong.map(([name]) => name)).toEqual([]);
    expect(all.length).toBeGreaterThan(90);
  });

  it('says of every consistency proof what it should', () => {
    const all = vectors<ConsistencyVector>('consistency');
    const wrong = all.filter(
      ([, { size1, size2, root1, root2, proof, wantErr }]) => verifyConsistency({ size: size1, root: bytes(root1) }, { size: size2, root: bytes(root2) }, (proof ?? []).map(bytes)) === wantErr,
    );
    expect(wrong.map(([name]) => name)).toEqual([]);
    expect(all.length).toBeGreaterThan(90);
  });
});
