import { describe, expect, test } from '@jest/globals';
import type { RecordInput } from '../../../../../schema/generated/catalog.js';
import { formatId } from '../../../../../schema/ids.js';
import { validateRecord } from '../../../../../subgraphs/catalog/validate/validate-record.js';

const smallest: RecordInput = { kind: 'COMPUTE_FACILITY', titles: [{ lang: 'zh', text: '智算中心' }], owner: formatId('NCN', 'ORGANIZATION', 1), region: '520000', environments: ['PLAIN'] };
const judge = (more: Partial<RecordInput>) => validateRecord({ ...smallest, ...more }, new Set(['NCN']));
const rules = (more: Partial<RecordInput>): readonly string[] => {
  const judged = judge(more);
  return judged.ok ? [] : judged.problems.map(({ field, rule }) => `${field} ${rule}`);
};

describe('a computing facility', () => {
  test('says what it can, and is kept so', () => {
    const all = {
      hub: 'GUIZHOU', cluster: '贵安集群', capacity: { petaflops: 1500.5, freePetaflops: 0, racks: 20_000, storagePetabytes: 80 },
      accelerators: [{ kind: 'NPU', model: '910B', count: 4_096 }, { kind: 'GPU' }], energy: { pue: 1.12, renewablePercent: 62 }, policy: '{"@type":"Set","permission":[{"action":"use"}]}',
    };
    expect(judge(all)).toMatchObject({ ok: true, content: all });
  });

  test('has its environments in the order of what they protect, each once', () => {
    expect(judge({ environments: ['MPC', ' PLAIN ', 'TEE', 'MPC'] })).toMatchObject({ content: { environments: ['PLAIN', 'TEE', 'MPC'] } });
  });

  test.each<[Partial<RecordInput>, readonly string[]]>([
    [{ environments: [] }, ['environments REQUIRED']],
    [{ environments: ['TEE', 'SAFE'] }, ['environments[1] VOCABULARY']],
    [{ hub: 'MOON' }, ['hub VOCABULARY']],
    [{ cluster: ' ' }, ['cluster BLANK']],
    [{ capacity: { petaflops: -1, racks: 1.5 } }, ['capacity.petaflops NUMBER', 'capacity.racks NUMBER']],
    [{ capacity: { petaflops: Number.NaN, storagePetabytes: Infinity } }, ['capacity.petaflops NUMBER', 'capacity.storagePetabytes NUMBER']],
    [{ capacity: { petaflops: 10, freePetaflops: 11 } }, ['capacity.freePetaflops NUMBER']],
    [{ accelerators: [{ model: 'X' }, { kind: 'QPU' }, { kind: 'GPU', count: 0 }] }, ['accelerators[0].kind REQUIRED', 'accelerators[1].kind VOCABULARY', 'accelerators[2].count NUMBER']],
    [{ energy: { pue: 0.9, renewablePercent: 101 } }, ['energy.pue NUMBER', 'energy.renewablePercent NUMBER']],
    [{ policy: '{}' }, ['policy POLICY']],
    [{ themes: ['weather'] }, ['themes NOT_OF_KIND']],
  ])('is refused with %j', (more, expected) => {
    expect(rules(more)).toEqual(expected);
  });
});
