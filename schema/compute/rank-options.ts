import type { AcceleratorKind, ProtectedEnvironment } from '../generated/common.js';
import type { PolicyAnswer, PolicyRule, Verdict } from '../policy/evaluate-policy.js';
import type { FacilityFacts } from './facility.js';
import { capacityPoints, distancePoints, energyPoints, freePetaflops, levelOf, protectionPoints, totalPoints, type Points } from './points.js';
import { distanceKilometers } from './region-seats.js';

/** Why a facility is refused where its terms and the data's permit: the rows that docs/compute.md adds to docs/policies.md. */
export const FACILITY_RULES = ['ENVIRONMENT', 'ACCELERATOR', 'CAPACITY'] as const;
export type ComputeRule = PolicyRule | (typeof FACILITY_RULES)[number];

/** What somebody needs of a facility. What is not said is not needed. */
export interface ComputeNeed {
  readonly petaflops?: number | undefined;
  /** One of these is needed. */
  readonly accelerators?: readonly AcceleratorKind[] | undefined;
  /** One of these is wanted. */
  readonly environments?: readonly ProtectedEnvironment[] | undefined;
  /** GB/T 2260 code of where the data are, or are needed. */
  readonly from?: string | undefined;
}

/** A facility that data might be processed at, with what policies say of that. */
export interface Candidate<Facility extends FacilityFacts & { readonly id: string }> {
  readonly facility: Facility;
  readonly use: PolicyAnswer;
}

export interface ComputeOption<Facility> {
  readonly facility: Facility;
  readonly environment: ProtectedEnvironment;
  /** The least that the data need. */
  readonly least: ProtectedEnvironment;
  readonly verdict: Exclude<Verdict, 'REFUSED'>;
  /** Rows that set a condition. */
  readonly conditions: readonly PolicyRule[];
  readonly distanceKilometers: number | null;
  readonly points: Points;
}

export interface ComputeRefusal<Facility> {
  readonly facility: Facility;
  readonly rule: ComputeRule;
}

export interface RankedOptions<Facility> {
  /** The best first. */
  readonly options: readonly ComputeOption<Facility>[];
  /** By the ids of the facilities. */
  readonly refusals: readonly ComputeRefusal<Facility>[];
}

/**
 * Tells the facilities where data may be processed, the best first, from those where they may not. Pure: the answer for a
 * facility depends on no other one. What is permitted stands before what is so on conditions; then points decide, then ids.
 */
export function rankOptions<Facility extends FacilityFacts & { readonly id: string }>(candidates: readonly Candidate<Facility>[], least: ProtectedEnvironment, need: ComputeNeed): RankedOptions<Facility> {
  const judged = candidates.map((candidate) => judge(candidate, least, need));
  return {
    options: judged.filter((one) => 'points' in one).sort(better),
    refusals: judged.filter((one) => 'rule' in one).sort((one, other) => byId(one.facility, other.facility)),
  };
}

function judge<Facility extends FacilityFacts & { readonly id: string }>({ facility, use }: Candidate<Facility>, least: ProtectedEnvironment, need: ComputeNeed): ComputeOption<Facility> | ComputeRefusal<Facility> {
  const environment = environmentIn(facility.environments, least, need.environments);
  const rule = use.verdict === 'REFUSED' ? use.rule : environment === undefined ? 'ENVIRONMENT' : lackOf(facility, need);
  if (rule !== null || environment === undefined || use.verdict === 'REFUSED') return { facility, rule: rule ?? 'ENVIRONMENT' };
  const distance = need.from === undefined ? null : distanceKilometers(need.from, facility.region);
  const points: Points = {
    PROTECTION: protectionPoints(environment, least),
    DISTANCE: distancePoints(distance),
    CAPACITY: capacityPoints(facility.capacity ?? {}, need.petaflops),
    ENERGY: energyPoints(facility.energy ?? {}),
  };
  return { facility, environment, least, verdict: use.verdict, conditions: use.verdict === 'CONDITIONAL' ? use.rules : [], distanceKilometers: distance, points };
}

/** Of those that suffice the one that protects most; of data that need none the plainest, for protection costs speed. */
function environmentIn(offered: readonly ProtectedEnvironment[], least: ProtectedEnvironment, wanted: readonly ProtectedEnvironment[] | undefined): ProtectedEnvironment | undefined {
  const sufficing = offered.filter((one) => levelOf(one) >= levelOf(least) && (wanted?.includes(one) ?? true)).sort((one, other) => levelOf(one) - levelOf(other));
  return least === 'PLAIN' ? sufficing[0] : sufficing.at(-1);
}

/** What a facility does not say that it has, it has not. */
function lackOf({ accelerators = [], capacity = {} }: FacilityFacts, need: ComputeNeed): (typeof FACILITY_RULES)[number] | null {
  if (need.accelerators && !accelerators.some(({ kind }) => need.accelerators?.includes(kind))) return 'ACCELERATOR';
  return need.petaflops !== undefined && (freePetaflops(capacity) ?? 0) < need.petaflops ? 'CAPACITY' : null;
}

const better = <Facility extends { readonly id: string }>(one: ComputeOption<Facility>, other: ComputeOption<Facility>): number =>
  Number(one.verdict === 'CONDITIONAL') - Number(other.verdict === 'CONDITIONAL') || totalPoints(other.points) - totalPoints(one.points) || byId(one.facility, other.facility);

const byId = (one: { readonly id: string }, other: { readonly id: string }): number => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
