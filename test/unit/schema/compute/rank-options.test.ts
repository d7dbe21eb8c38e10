import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { ACCELERATOR_KINDS, ENVIRONMENTS, type FacilityFacts } from '../../../../schema/compute/facility.js';
import { capacityPoints, distancePoints, energyPoints, MOST_POINTS, protectionPoints, totalPoints } from '../../../../schema/compute/points.js';
import { FACILITY_RULES, rankOptions, type Candidate, type ComputeNeed } from '../../../../schema/compute/rank-options.js';
import { packagePath } from '../../../../schema/package-path.js';
import type { PolicyAnswer } from '../../../../schema/policy/evaluate-policy.js';

type Facility = FacilityFacts & { readonly id: string };

const PERMITTED: PolicyAnswer = { verdict: 'PERMITTED', rule: 'PERMITTED', rules: ['PERMITTED'] };
const CONDITIONAL: PolicyAnswer = { verdict: 'CONDITIONAL', rule: 'SHARE_CONDITION', rules: ['SHARE_CONDITION', 'DUTIES'] };
const REFUSED: PolicyAnswer = { verdict: 'REFUSED', rule: 'PURPOSE', rules: ['PURPOSE'] };

const facility = (id: string, more: Partial<Facility> = {}): Facility => ({ id, region: '520000', environments: ['PLAIN', 'TEE'], capacity: { petaflops: 8 }, ...more });
const at = (one: Facility, use: PolicyAnswer = PERMITTED): Candidate<Facility> => ({ facility: one, use });
const idsOf = (candidates: readonly Candidate<Facility>[], least: (typeof ENVIRONMENTS)[number] = 'PLAIN', need: ComputeNeed = {}): readonly string[] => rankOptions(candidates, least, need).options.map((option) => option.facility.id);
const ruleOf = (one: Facility, need: ComputeNeed, least: (typeof ENVIRONMENTS)[number] = 'PLAIN', use = PERMITTED): string | undefined => rankOptions([at(one, use)], least, need).refusals[0]?.rule;

describe('what refuses a facility', () => {
  test('what policies say comes first, then the environment, the accelerator, the capacity', () => {
    const poor = facility('a', { environments: ['PLAIN'], capacity: {} });
    const need: ComputeNeed = { petaflops: 1, accelerators: ['NPU'] };
    expect(ruleOf(poor, need, 'TEE', REFUSED)).toBe('PURPOSE');
    expect(ruleOf(poor, need, 'TEE')).toBe('ENVIRONMENT');
    expect(ruleOf(poor, need)).toBe('ACCELERATOR');
    expect(ruleOf({ ...poor, accelerators: [{ kind: 'GPU' }, { kind: 'NPU' }] }, need)).toBe('CAPACITY');
    expect(ruleOf({ ...poor, accelerators: [{ kind: 'NPU' }], capacity: { petaflops: 1 } }, need)).toBeUndefined();
  });

  test('what is free counts, not what there is', () => {
    expect(ruleOf(facility('a', { capacity: { petaflops: 100, freePetaflops: 9 } }), { petaflops: 10 })).toBe('CAPACITY');
    expect(ruleOf(facility('a', { capacity: { petaflops: 100, freePetaflops: 10 } }), { petaflops: 10 })).toBeUndefined();
  });

  test('an environment that is wanted and does not protect enough is none', () => {
    expect(ruleOf(facility('a'), { environments: ['PLAIN'] }, 'SANDBOX')).toBe('ENVIRONMENT');
    expect(ruleOf(facility('a'), { environments: ['MPC'] })).toBe('ENVIRONMENT');
    expect(ruleOf(facility('a'), { environments: [] })).toBe('ENVIRONMENT');
  });
});

describe('how options are ranked', () => {
  test('what is permitted before what is so on conditions, then by points, then by id', () => {
    const near = { region: '310000' };
    expect(idsOf([at(facility('d', near), CONDITIONAL), at(facility('c')), at(facility('a')), at(facility('b', near))], 'PLAIN', { from: '310000' })).toEqual(['b', 'a', 'c', 'd']);
  });

  test('data that need protection go where it is best, data that need none to the plainest environment', () => {
    const { options } = rankOptions([at(facility('a', { environments: ['SANDBOX', 'TEE', 'MPC'] }), CONDITIONAL)], 'SANDBOX', {});
    expect(options[0]).toMatchObject({ environment: 'MPC', conditions: ['SHARE_CONDITION', 'DUTIES'], points: { PROTECTION: 40 } });
    expect(rankOptions([at(facility('a', { environments: ['PLAIN', 'MPC'] }))], 'PLAIN', {}).options[0]).toMatchObject({ environment: 'PLAIN', conditions: [], points: { PROTECTION: 40 } });
  });

  test('docs/compute.md has every factor with its points, and every rule', () => {
    const page = readFileSync(packagePath('docs', 'compute.md'), 'utf8');
    for (const [factor, most] of Object.entries(MOST_POINTS)) expect(page).toContain(`| \`${factor}\` | ${String(most)} |`);
    for (const rule of FACILITY_RULES) expect(page).toContain(`| \`${rule}\` |`);
  });
});

describe('the table of points', () => {
  test.each([['SANDBOX', 10], ['TEE', 20], ['FEDERATED_LEARNING', 30], ['MPC', 40]] as const)('%s gives %d where the data need protection', (environment, points) => {
    expect([protectionPoints(environment, 'SANDBOX'), protectionPoints(environment, 'PLAIN')]).toEqual([points, 40]);
  });
  test.each([[0, 30], [99, 30], [100, 29], [1_240, 18], [3_000, 0], [9_000, 0], [null, 0]])('%p kilometres give %d', (kilometers, points) => {
    expect(distancePoints(kilometers)).toBe(points);
  });
  test.each([[{}, undefined, 0], [{ petaflops: 1 }, undefined, 0], [{ petaflops: 2 }, undefined, 4], [{ petaflops: 32 }, undefined, 20], [{ petaflops: 1e9 }, undefined, 20], [{ petaflops: 900, freePetaflops: 40 }, 10, 8], [{ petaflops: 7 }, 0, 8]] as const)('%j gives for a need of %p %d', (capacity, need, points) => {
    expect(capacityPoints(capacity, need)).toBe(points);
  });
  test.each([[{}, 0], [{ pue: 1, renewablePercent: 100 }, 10], [{ pue: 1.1, renewablePercent: 80 }, 8], [{ pue: 1.11, renewablePercent: 79.9 }, 6], [{ pue: 1.2 }, 3], [{ pue: 1.5, renewablePercent: 20 }, 1], [{ pue: 3 }, 0]])('%j gives %d', (energy, points) => {
    expect(energyPoints(energy)).toBe(points);
  });
});

const someOf = <Value>(values: readonly Value[]) => fc.subarray([...values]);
const anyFacility = fc.record({
  region: fc.constantFrom('110000', '310118', '520100', '640500', '100000', ''),
  environments: someOf(ENVIRONMENTS),
  accelerators: someOf(ACCELERATOR_KINDS).map((kinds) => kinds.map((kind) => ({ kind }))),
  capacity: fc.record({ petaflops: fc.double({ min: 0, max: 1e6, noNaN: true }), freePetaflops: fc.double({ min: 0, max: 1e6, noNaN: true }) }, { requiredKeys: [] }),
  energy: fc.record({ pue: fc.double({ min: 1, max: 3, noNaN: true }), renewablePercent: fc.double({ min: 0, max: 100, noNaN: true }) }, { requiredKeys: [] }),
});
const candidates = fc.array(fc.tuple(anyFacility, fc.constantFrom(PERMITTED, CONDITIONAL, REFUSED)), { maxLength: 12 }).map((some) => some.map(([one, use], index) => at({ ...one, id: `F${String(index).padStart(2, '0')}` }, use)));
const least = fc.constantFrom(...ENVIRONMENTS);
const anyNeed: fc.Arbitrary<ComputeNeed> = fc.record({ petaflops: fc.double({ min: 0, max: 1e5, noNaN: true }), accelerators: someOf(ACCELERATOR_KINDS), environments: someOf(ENVIRONMENTS), from: fc.constantFrom('310000', '620000', '100000') }, { requiredKeys: [] });

describe('whatever facilities there are', () => {
  test('each is an option or refused, whatever the order that they come in', () => {
    fc.assert(fc.property(candidates, least, anyNeed, (some, need, wanted) => {
      const ranked = rankOptions(some, need, wanted);
      expect([...ranked.options, ...ranked.refusals].map(({ facility: { id } }) => id).sort()).toEqual(some.map(({ facility: { id } }) => id).sort());
      expect(rankOptions([...some].reverse(), need, wanted)).toEqual(ranked);
    }));
  });

  test('one more changes nothing of the others, nor their order', () => {
    fc.assert(fc.property(candidates, least, anyNeed, (some, need, wanted) => {
      const fewer = rankOptions(some.slice(1), need, wanted);
      const [first] = some;
      const others = rankOptions(some, need, wanted);
      expect(others.options.filter((one) => one.facility !== first?.facility)).toEqual(fewer.options);
      expect(others.refusals.filter((one) => one.facility !== first?.facility)).toEqual(fewer.refusals);
    }));
  });

  test('none is in an environment that protects less than the data need, and points are within their table', () => {
    fc.assert(fc.property(candidates, least, anyNeed, (some, need, wanted) => {
      for (const { environment, facility: { environments }, points, verdict } of rankOptions(some, need, wanted).options) {
        expect(ENVIRONMENTS.indexOf(environment)).toBeGreaterThanOrEqual(ENVIRONMENTS.indexOf(need));
        expect(environments).toContain(environment);
        expect(verdict).not.toBe('REFUSED');
        for (const [factor, most] of Object.entries(MOST_POINTS)) expect(points[factor as keyof typeof points] >= 0 && points[factor as keyof typeof points] <= most && Number.isInteger(points[factor as keyof typeof points])).toBe(true);
      }
    }));
  });

  test('more protection, more capacity or better energy never costs a point', () => {
    fc.assert(fc.property(anyFacility, least, anyNeed, fc.constantFrom(...ENVIRONMENTS), (one, need, wanted, environment) => {
      const points = (facts: typeof one): number => {
        const [option] = rankOptions([at({ ...facts, id: 'a' })], need, wanted).options;
        return option ? totalPoints(option.points) : -1;
      };
      const before = points(one);
      expect(points({ ...one, environments: [...new Set([...one.environments, environment])] })).toBeGreaterThanOrEqual(before);
      expect(points({ ...one, capacity: { petaflops: 2 * Math.max(one.capacity.petaflops ?? 0, one.capacity.freePetaflops ?? 0) } })).toBeGreaterThanOrEqual(before);
      expect(points({ ...one, energy: { pue: 1, renewablePercent: 100 } })).toBeGreaterThanOrEqual(before);
    }));
  });
});
