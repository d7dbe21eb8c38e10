import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { judgeLifecycle, LIFECYCLE_STAGES } from '../../../../schema/lifecycle/judge-lifecycle.js';
import type { LifecycleEvidence, LifecycleRecord } from '../../../../schema/lifecycle/lifecycle-evidence.js';
import { LIFECYCLE_RULES, type Found, type LifecycleRule } from '../../../../schema/lifecycle/lifecycle-rules.js';
import { packagePath } from '../../../../schema/package-path.js';

const ID = '310000-DS-0000000001-8';
const OTHER = 'MEE-DS-0000000001-Y';
const OWN = '310000-DS-0000000002-6';
const bareRecord: LifecycleRecord = {
  id: ID, version: 1, sources: [], owner: '', temporal: null, frequency: '', series: '', derivedFrom: [], distributions: [], items: [], conformsTo: [],
  shareType: '', shareCondition: '', openness: '', license: '', landingPage: '', modified: '', grade: '', hasPolicy: false, audience: 'PUBLIC',
}; // prettier-ignore
const bare: LifecycleEvidence = { record: bareRecord, at: Date.parse('2026-03-02T08:00:00Z'), derivatives: [], services: [], products: [], offered: [], useCases: [], outcomes: [], signed: false };

const distribution = (more: object) => ({ accessURL: '', downloadURL: '', format: '', isApi: false, ...more });
const record = (more: Partial<LifecycleRecord>): Partial<LifecycleEvidence> => ({ record: { ...bareRecord, ...more } });

/** A row of the table: what evidences it and how that is told; what does not; what leaves it unknown. */
interface Row {
  readonly by: Partial<LifecycleEvidence>;
  readonly found: Found;
  readonly not?: readonly Partial<LifecycleEvidence>[];
  readonly unknown?: Partial<LifecycleEvidence>;
}

const TABLE: Readonly<Record<LifecycleRule['code'], Row>> = {
  SOURCE: { by: record({ sources: [{ system: 'a.example' }, { system: 'b.example' }, { system: 'a.example' }] }), found: { value: 'a.example, b.example' } },
  PROVIDER: { by: record({ owner: '310000-OR-0000000001-E' }), found: { ids: ['310000-OR-0000000001-E'] } },
  PERIOD: { by: record({ temporal: ['2020', ''] }), found: { value: '2020/' } },
  FREQUENCY: { by: record({ frequency: 'YEARLY' }), found: { value: 'YEARLY' }, not: [record({ frequency: 'UNKNOWN' })] },
  SERIES: { by: record({ series: '310000-SR-0000000001-B' }), found: { ids: ['310000-SR-0000000001-B'] } },
  SEVERAL_SOURCES: { by: record({ derivedFrom: [OWN, OTHER] }), found: { ids: [OWN, OTHER] }, not: [record({ derivedFrom: [OTHER] })] },
  ACROSS_AUTHORITIES: { by: record({ derivedFrom: [OWN, OTHER] }), found: { ids: [OTHER] }, not: [record({ derivedFrom: [OWN] })] },
  ACCESS: { by: record({ distributions: [distribution({ accessURL: 'https://a.example', format: 'CSV' }), distribution({ accessURL: 'https://b.example' })] }), found: { value: 'CSV, https://b.example' }, not: [record({ distributions: [distribution({})] })] },
  DOWNLOAD: { by: record({ distributions: [distribution({ downloadURL: 'https://a.example/a', format: 'CSV' })] }), found: { value: 'CSV' }, not: [record({ distributions: [distribution({ accessURL: 'https://a.example' })] })] },
  API: { by: record({ distributions: [distribution({ format: 'WMS', isApi: true })] }), found: { value: 'WMS' }, not: [record({ distributions: [distribution({ format: 'CSV' })] })] },
  SERVICES: { by: { services: ['MEE-SV-0000000001-5'] }, found: { ids: ['MEE-SV-0000000001-5'] }, unknown: { services: null } },
  DERIVED: { by: record({ derivedFrom: [OWN] }), found: { ids: [OWN] } },
  ITEMS: { by: record({ items: ['时间', '浓度'] }), found: { value: '2' } },
  STANDARDS: { by: record({ conformsTo: ['SAC-ST-0000000001-A'] }), found: { ids: ['SAC-ST-0000000001-A'] } },
  DERIVATIVES: { by: { derivatives: [OWN] }, found: { ids: [OWN] }, unknown: { derivatives: null } },
  SHARED: { by: record({ shareType: 'CONDITIONAL' }), found: { value: 'CONDITIONAL' }, not: [record({ shareType: 'NOT_SHARED' })] },
  OPENED: { by: record({ openness: 'OPEN' }), found: { value: 'OPEN' }, not: [record({ openness: 'CLOSED' })] },
  LICENSE: { by: record({ license: 'CC-BY-4.0' }), found: { value: 'CC-BY-4.0' } },
  PRODUCTS: { by: { products: ['SHDE-DP-0000000001-W'] }, found: { ids: ['SHDE-DP-0000000001-W'] }, unknown: { products: null } },
  OFFERS: { by: { offered: ['SHDE-DP-0000000001-W'] }, found: { ids: ['SHDE-DP-0000000001-W'] }, not: [{ products: ['SHDE-DP-0000000001-W'] }], unknown: { offered: null } },
  USE_CASES: { by: { useCases: ['MEE-UC-0000000001-M'] }, found: { ids: ['MEE-UC-0000000001-M'] }, unknown: { useCases: null } },
  OUTCOMES: { by: { outcomes: ['MEE-UC-0000000001-M'] }, found: { ids: ['MEE-UC-0000000001-M'] }, not: [{ useCases: ['MEE-UC-0000000001-M'] }], unknown: { outcomes: null } },
  USED_ELSEWHERE: { by: { derivatives: [OWN, OTHER] }, found: { ids: [OTHER] }, not: [{ derivatives: [OWN] }], unknown: { derivatives: null } },
  MAINTAINED: { by: record({ version: 3 }), found: { value: '3' } },
  TIMELY: { by: record({ frequency: 'YEARLY', modified: '2026-01' }), found: { value: '2026-01' }, not: [record({ frequency: 'DAILY', modified: '2026-01' }), record({ modified: '2026-03-01' }), record({ frequency: 'UNKNOWN', modified: '2026-03-01' })] },
  PAGE: { by: record({ landingPage: 'https://a.example/page' }), found: { value: 'https://a.example/page' } },
  GRADE: { by: record({ grade: 'IMPORTANT' }), found: { value: 'IMPORTANT' } },
  POLICY: { by: record({ hasPolicy: true }), found: {} },
  CONDITION: { by: record({ shareCondition: '签订协议' }), found: { value: '签订协议' } },
  AUDIENCE: { by: record({ audience: 'MEMBER' }), found: { value: 'MEMBER' } },
  SIGNED: { by: { signed: true }, found: {}, unknown: { signed: null } },
};

const stateOf = (code: string, evidence: LifecycleEvidence) => judgeLifecycle(evidence).flatMap((stage) => stage.evidence).find((one) => one.code === code);

describe('each row of the table', () => {
  for (const { code, stage, name } of LIFECYCLE_RULES) {
    test(`${code} evidences ${stage}`, () => {
      const { by, found, not = [], unknown } = TABLE[code];
      expect(stateOf(code, { ...bare, ...by })).toEqual({ code, name, state: 'EVIDENCED', ...found });
      expect(judgeLifecycle({ ...bare, ...by }).find((one) => one.stage === stage)?.state).toBe('EVIDENCED');
      for (const other of [{}, ...not]) expect(stateOf(code, { ...bare, ...other })).toEqual({ code, name, state: 'BLANK' });
      if (unknown) expect(stateOf(code, { ...bare, ...unknown })).toEqual({ code, name, state: 'UNKNOWN' });
    });
  }

  test('stands in docs/lifecycle.md as here', () => {
    const rows = readFileSync(packagePath('docs', 'lifecycle.md'), 'utf8').matchAll(/^\| (?:\S+ ([A-Z]+))? ?\| `([A-Z_]+)` (\S+) \|/gm);
    let stage = '';
    const written = [...rows].map(([, stageCode, code, zh]) => {
      stage = stageCode ?? stage;
      return [stage, code, zh];
    });
    expect(written).toEqual(LIFECYCLE_RULES.map((rule) => [rule.stage, rule.code, rule.name.zh]));
  });
});

/** What both say: lists of the one and the other, and else what says something. */
function added<Part extends object>(one: Part, other: Partial<Part>, nothing: Part): Part {
  const both = Object.entries(other).filter(([key, value]) => value !== nothing[key as keyof Part]);
  return { ...one, ...Object.fromEntries(both.map(([key, value]) => [key, Array.isArray(value) && key !== 'temporal' ? [...(one[key as keyof Part] as readonly unknown[]), ...(value as readonly unknown[])] : value])) };
}

describe('a stage', () => {
  test('is blank where nothing evidences it, in the order of the eight', () => {
    expect(judgeLifecycle(bare).map(({ stage, state }) => [stage, state])).toEqual(LIFECYCLE_STAGES.map(({ stage }) => [stage, 'BLANK']));
  });

  test('is unknown rather than blank where something that could evidence it can not be told', () => {
    const unheard = { ...bare, derivatives: null, services: null, products: null, offered: null, useCases: null, outcomes: null, signed: null };
    const unknown = judgeLifecycle(unheard).filter(({ state }) => state === 'UNKNOWN').map(({ stage }) => stage);
    expect(unknown).toEqual(['TRANSMISSION', 'PROCESSING', 'CIRCULATION', 'USE', 'SECURITY']);
  });

  test('is what its evidence comes to, whatever is known; more evidence never makes less of it', () => {
    const codes = Object.keys(TABLE) as LifecycleRule['code'][];
    fc.assert(
      fc.property(fc.subarray(codes), fc.subarray(codes), (some, more) => {
        const from = (chosen: readonly LifecycleRule['code'][]): LifecycleEvidence =>
          chosen.reduce<LifecycleEvidence>((evidence, code) => {
            const { record: own, ...others } = TABLE[code].by;
            return { ...added(evidence, others, bare), record: added(evidence.record, own ?? {}, bareRecord) };
          }, bare);
        const [few, many] = [judgeLifecycle(from(some)), judgeLifecycle(from([...some, ...more]))];
        for (const [at, { state, evidence }] of few.entries()) {
          expect(state).toBe(evidence.some((one) => one.state === 'EVIDENCED') ? 'EVIDENCED' : 'BLANK');
          if (state === 'EVIDENCED') expect(many[at]?.state).toBe('EVIDENCED');
        }
      }),
    );
  });
});
