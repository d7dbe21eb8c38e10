import { catalogError } from '../../../schema/errors.js';
import type { AccessAct, AccessState } from '../../../schema/generated/catalog.js';

/** One step of a request. */
export interface AccessEvent {
  /** RFC 3339 in UTC. */
  readonly at: string;
  readonly act: AccessAct;
  /** The viewer's subject, or the steward's name. */
  readonly by: string;
  /** The purpose, question, answer or reason. */
  readonly text: string | null;
  /** Until when, of a request or a grant. */
  readonly until: string | null;
}

/** A viewer's request for the restricted details of a record. What it has come to is what its trail says. */
export interface AccessRequest {
  readonly id: string;
  readonly record: string;
  /** Owner of the record. */
  readonly authority: string;
  /** Subject of the viewer who asks. */
  readonly requester: string;
  readonly requesterAuthorities: readonly string[];
  readonly useCase: string;
  /** The first is its `REQUEST`. */
  readonly trail: readonly AccessEvent[];
}

/** Which side of a request somebody stands on. */
export type Side = 'REQUESTER' | 'OWNER';

/** Whose act it is. */
export const SIDE_OF: Readonly<Record<AccessAct, Side>> = { REQUEST: 'REQUESTER', ANSWER: 'REQUESTER', WITHDRAW: 'REQUESTER', ASK: 'OWNER', GRANT: 'OWNER', REFUSE: 'OWNER', REVOKE: 'OWNER' };

/** What each act makes of a request in each state; what is not named can't be done. docs/access-requests.md has it as a table. */
export const TRANSITIONS: Readonly<Record<AccessState, Readonly<Partial<Record<AccessAct, AccessState>>>>> = {
  SUBMITTED: { ASK: 'QUESTIONED', GRANT: 'GRANTED', REFUSE: 'REFUSED', WITHDRAW: 'WITHDRAWN' },
  QUESTIONED: { ANSWER: 'SUBMITTED', GRANT: 'GRANTED', REFUSE: 'REFUSED', WITHDRAW: 'WITHDRAWN' },
  GRANTED: { REVOKE: 'REVOKED', WITHDRAW: 'WITHDRAWN' },
  REFUSED: {},
  WITHDRAWN: {},
  REVOKED: {},
  EXPIRED: {},
};

/** Trails are read whole: one that never ends would cost everybody. */
const LONGEST_TRAIL = 100;

/** The state of a request at a moment: what its trail comes to, or `EXPIRED` once its time is over. */
export function stateOf(request: AccessRequest, now: Date): AccessState {
  const state = request.trail.slice(1).reduce<AccessState>((before, { act }) => TRANSITIONS[before][act] ?? before, 'SUBMITTED');
  const open = Object.keys(TRANSITIONS[state]).length > 0;
  return open && Date.parse(untilOf(request) ?? wantedUntil(request)) <= now.getTime() ? 'EXPIRED' : state;
}

/** Until when access is asked for. */
export const wantedUntil = ({ trail }: AccessRequest): string => trail[0]?.until ?? '';

/** Until when access is or was granted; null where it never was. */
export const untilOf = ({ trail }: AccessRequest): string | null => trail.findLast(({ act }) => act === 'GRANT')?.until ?? null;

/** The question that waits for an answer; null where none does. */
export const questionOf = (request: AccessRequest, now: Date): string | null => (stateOf(request, now) === 'QUESTIONED' ? (request.trail.findLast(({ act }) => act === 'ASK')?.text ?? null) : null);

/** The request after a step. @throws ACCESS_STATE where that can't be done now, BAD_INPUT where a grant would end in the past or later than was asked for */
export function afterStep(request: AccessRequest, event: AccessEvent, now: Date): AccessRequest {
  const state = stateOf(request, now);
  const { id, trail } = request;
  if (TRANSITIONS[state][event.act] === undefined) throw cannot(id, state, `${event.act} can't be done to it`);
  if (trail.length >= LONGEST_TRAIL) throw cannot(id, state, `it has ${String(LONGEST_TRAIL)} steps, which is the most: grant it, refuse it or make another one`);
  if (event.act === 'GRANT') requireEnd(request, event.until, now);
  return { ...request, trail: [...trail, event] };
}

function requireEnd(request: AccessRequest, until: string | null, now: Date): void {
  const end = Date.parse(until ?? '');
  if (end > now.getTime() && end <= Date.parse(wantedUntil(request))) return;
  throw catalogError('BAD_INPUT', `until: expected a moment after now and not after ${wantedUntil(request)}, when the viewer asked for, but got ${String(until)}.`);
}

const cannot = (id: string, state: AccessState, why: string): Error => catalogError('ACCESS_STATE', `The access request ${id} is ${state}: ${why}.`, { id, state });
