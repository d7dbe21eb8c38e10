import type { ProtectedEnvironment } from '../generated/common.js';
import { ENVIRONMENTS, type ComputeCapacity, type EnergyUse } from './facility.js';

/** What an option is ranked by, with the points that each can give: the table of docs/compute.md. */
export const MOST_POINTS = { PROTECTION: 40, DISTANCE: 30, CAPACITY: 20, ENERGY: 10 } as const;
export type ComputeFactor = keyof typeof MOST_POINTS;
export type Points = Readonly<Record<ComputeFactor, number>>;

const PER_ENVIRONMENT: Readonly<Record<ProtectedEnvironment, number>> = { PLAIN: 0, SANDBOX: 10, TEE: 20, FEDERATED_LEARNING: 30, MPC: 40 };
const KILOMETERS_A_POINT = 100;
const POINTS_A_DOUBLING = 4;
/** What capacity is measured by where no need is said. */
const USUAL_PETAFLOPS = 1;

/** How much an environment protects: 0 of the one that protects least. */
export const levelOf = (environment: ProtectedEnvironment): number => ENVIRONMENTS.indexOf(environment);

/** All of them where the data need no protection: more would gain nothing. */
export const protectionPoints = (environment: ProtectedEnvironment, least: ProtectedEnvironment): number => (least === 'PLAIN' ? MOST_POINTS.PROTECTION : PER_ENVIRONMENT[environment]);

/** One less for every 100 kilometres; none where the distance is not known. */
export const distancePoints = (kilometers: number | null): number => (kilometers === null ? 0 : Math.max(0, MOST_POINTS.DISTANCE - Math.floor(kilometers / KILOMETERS_A_POINT)));

/** What can be had, by what is said; undefined where nothing is. */
export const freePetaflops = ({ petaflops, freePetaflops: free }: ComputeCapacity): number | undefined => free ?? petaflops;

/** Four for each time that the need, else one PFLOPS, can be doubled. */
export function capacityPoints(capacity: ComputeCapacity, need: number | undefined): number {
  const free = freePetaflops(capacity) ?? 0;
  let points = 0;
  for (let twice = 2 * (need || USUAL_PETAFLOPS); twice <= free && points < MOST_POINTS.CAPACITY; twice *= 2) points += POINTS_A_DOUBLING;
  return points;
}

/** One for each 20 percent of renewable power, and five less one for each 0.1 of PUE above 1. */
export function energyPoints({ pue, renewablePercent = 0 }: EnergyUse): number {
  const wasted = pue === undefined ? 5 : Math.ceil((Math.round(pue * 100) - 100) / 10);
  return Math.floor(Math.min(100, Math.max(0, renewablePercent)) / 20) + Math.min(5, Math.max(0, 5 - wasted));
}

export const totalPoints = (points: Points): number => Object.values(points).reduce((sum, one) => sum + one, 0);
