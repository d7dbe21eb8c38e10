import { describe, expect, test } from '@jest/globals';
import { readFacility } from '../../../../subgraphs/compute/facility.js';
import { readDataset, viewerOf } from '../../../../subgraphs/compute/processed-dataset.js';
import { ANONYMOUS } from '../../../../subgraphs/kit/viewer.js';

const published = (id: string, document: object) => ({ id, version: 3, asOf: null, document: JSON.stringify(document) });

describe('a facility as it is published', () => {
  test('is read whole', () => {
    const facts = { hub: 'GANSU', cluster: '庆阳集群', region: '621000', environments: ['PLAIN', 'TEE'], accelerators: [{ kind: 'GPU', count: 8 }], capacity: { petaflops: 3, freePetaflops: 1 }, energy: { pue: 1.1 }, policy: '{}' };
    expect(readFacility(published('SIC-CF-0000000009-1', { titles: [{ lang: 'zh', text: '园' }], ...facts }))).toMatchObject({ version: 3, asOf: null, titles: [{ lang: 'zh', text: '园' }], ...facts });
  });

  test('of a later contract is read as far as it is understood', () => {
    const later = { titles: '园', hub: 'MOON', cluster: 7, environments: ['QUANTUM', 'MPC'], accelerators: [{ kind: 'QPU' }, null, { kind: 'NPU' }], capacity: { petaflops: '9', racks: 1 }, energy: 'low' };
    expect(readFacility(published('x', { policy: { toString: 1 } })).policy).toBe('{"toString":1}');
    expect(readFacility(published('x', later))).toEqual({ id: 'x', version: 3, asOf: null, authority: '', titles: [], region: '', environments: ['MPC'], accelerators: [{ kind: 'NPU' }], capacity: { racks: 1 }, energy: {} });
  });
});

describe('a dataset as it is published', () => {
  test('words that are not known are not said; of grades the strictest is meant', () => {
    expect(readDataset(published('MEE-DS-0000000004-S', { region: '110000', shareType: 'LATER', openness: 'OPEN', grade: 'SECRET' }))).toEqual({ authority: 'MEE', region: '110000', shareType: undefined, openness: 'OPEN', grade: 'CORE', policy: undefined });
    expect(readDataset(published('x', { policy: 7 }))).toEqual({ authority: '', region: undefined, shareType: undefined, openness: undefined, grade: undefined, policy: '7' });
  });

  test('who asks is of its owner, of another member, or anybody', () => {
    const of = (...authorities: readonly string[]) => viewerOf({ ...ANONYMOUS, authorities }, 'MEE');
    expect([of('310000', 'MEE'), of('310000'), of()]).toEqual(['OWNER', 'MEMBER', 'PUBLIC']);
  });
});
