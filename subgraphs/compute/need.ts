import type { ComputeNeed } from '../../schema/compute/rank-options.js';
import { catalogError } from '../../schema/errors.js';
import type { AcceleratorKind, ComputeHub, ProtectedEnvironment } from '../../schema/generated/common.js';
import { CC_ACTIONS, ODRL_ACTIONS } from '../../schema/policy/actions.js';
import { termName } from '../../schema/policy/odrl-node.js';
import { readMoment } from '../kit/read-moment.js';

/** How a client says what it needs. */
export interface NeedArgs {
  readonly action?: string | null;
  readonly purpose?: string | null;
  readonly at?: string | null;
  readonly petaflops?: number | null;
  readonly accelerators?: readonly AcceleratorKind[] | null;
  readonly environments?: readonly ProtectedEnvironment[] | null;
  readonly hubs?: readonly ComputeHub[] | null;
  readonly region?: string | null;
}

/** What is to be done with the data, and what for. */
export interface WantedUse {
  readonly action?: string;
  readonly purpose?: string;
  readonly at: Date;
}

const LONGEST_WORD = 200;
const MOST_OPTIONS = 100;

/** @throws BAD_INPUT */
export function readUse({ action, purpose, at }: NeedArgs, now: Date): WantedUse {
  return { ...(action != null && { action: readAction(action) }), ...(purpose != null && { purpose: readWord('need.purpose', purpose) }), at: readMoment(at, now) };
}

/** @throws BAD_INPUT */
export function readNeed({ petaflops, accelerators, environments, region }: NeedArgs): ComputeNeed {
  if (petaflops != null && !(Number.isFinite(petaflops) && petaflops >= 0)) throw badInput('need.petaflops', 'a number from 0', petaflops);
  if (region != null && !/^\d{6}$/.test(region)) throw badInput('need.region', 'a GB/T 2260 code of six digits, such as 310000', region);
  return { petaflops: petaflops ?? undefined, accelerators: accelerators ?? undefined, environments: environments ?? undefined, from: region ?? undefined };
}

/** How many options to tell. @throws BAD_INPUT */
export function readMax(max: number | null | undefined): number {
  const count = max ?? 10;
  if (!Number.isInteger(count) || count < 1 || count > MOST_OPTIONS) throw badInput('max', `a whole number from 1 to ${String(MOST_OPTIONS)}`, max);
  return count;
}

/** By its name alone. One that is not known would be judged as a part of `use`, whatever was meant. */
function readAction(value: string): string {
  const name = termName(readWord('need.action', value));
  if (!ODRL_ACTIONS.has(name) && !CC_ACTIONS.has(name)) throw badInput('need.action', 'an action of ODRL, such as use, derive or distribute,', value);
  return name;
}

function readWord(argument: string, value: string): string {
  const word = value.trim();
  if (word === '' || word.length > LONGEST_WORD) throw badInput(argument, `1 to ${String(LONGEST_WORD)} characters`, value.slice(0, LONGEST_WORD));
  return word;
}

const badInput = (argument: string, expected: string, got: unknown) => catalogError('BAD_INPUT', `${argument}: expected ${expected} but got ${JSON.stringify(got)}.`, { argument });
