import { ACCELERATOR_KINDS, COMPUTE_HUBS, ENVIRONMENTS, type Accelerator, type ComputeCapacity, type EnergyUse } from '../../../../schema/compute/facility.js';
import type { ProtectedEnvironment } from '../../../../schema/generated/common.js';
import type { Check } from '../report.js';
import { oneOf } from './codes.js';
import { list, object } from './lists.js';
import { text } from './texts.js';

const PHRASE = 500;
const MOST_MODELS = 100;
/** 10^24 operations a second, and as many bytes twice over: more than there is. */
const MOST = 1_000_000_000;

const amount =
  (from: number, to: number): Check<number, number> =>
  (value, field, report) =>
    value >= from && value <= to ? value : report('NUMBER', field, value, `Expected a number from ${String(from)} to ${String(to)}.`);

const whole = (from: number): Check<number, number> => (value, field, report) =>
  Number.isSafeInteger(value) && value >= from ? value : report('NUMBER', field, value, `Expected a whole number from ${String(from)}.`);

/** The hub of the national computing network that a facility is part of. */
export const hub = oneOf(COMPUTE_HUBS);

export const cluster = text(PHRASE);

const amounts = object<ComputeCapacity>([], { petaflops: amount(0, MOST), freePetaflops: amount(0, MOST), racks: whole(0), storagePetabytes: amount(0, MOST) });

/** How much can be computed; no more can be free than there is. */
export const computeCapacity: Check<object, ComputeCapacity> = (value, field, report) => {
  const clean = amounts(value, field, report);
  const { petaflops, freePetaflops } = clean ?? {};
  if (freePetaflops !== undefined && petaflops !== undefined && freePetaflops > petaflops) {
    report('NUMBER', `${field}.freePetaflops`, freePetaflops, `Expected no more than the ${String(petaflops)} that there are in all.`);
  }
  return clean;
};

const accelerator = object<Accelerator>(['kind'], { kind: oneOf(ACCELERATOR_KINDS), model: text(PHRASE), count: whole(1) });

export const accelerators: Check<readonly object[], readonly Accelerator[]> = list(accelerator, MOST_MODELS);

export const energyUse: Check<object, EnergyUse> = object<EnergyUse>([], { pue: amount(1, 10), renewablePercent: amount(0, 100) });

/** At least one environment, in the order of how much they protect. */
export const environments: Check<readonly string[], readonly ProtectedEnvironment[]> = (values, field, report) => {
  const found = list(oneOf(ENVIRONMENTS), ENVIRONMENTS.length * 2)(values, field, report);
  return found && ENVIRONMENTS.filter((environment) => found.includes(environment));
};
