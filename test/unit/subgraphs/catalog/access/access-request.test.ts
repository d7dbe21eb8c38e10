import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { packagePath } from '../../../../../schema/package-path.js';
import { afterStep, SIDE_OF, stateOf, TRANSITIONS, type AccessEvent, type AccessRequest } from '../../../../../subgraphs/catalog/access/access-request.js';
import type { AccessAct, AccessState } from '../../../../../schema/generated/catalog.js';

const NOW = new Date('2026-03-01T08:00:00.000Z');
const WANTED = '2026-06-01T00:00:00.000Z';
const ACTS = Object.keys(SIDE_OF) as readonly AccessAct[];
const STATES = Object.keys(TRANSITIONS) as readonly AccessState[];

const event = (act: AccessAct, until: string | null = act === 'GRANT' ? WANTED : null): AccessEvent => ({ at: NOW.toISOString(), act, by: 'x', text: 'y', until });
const submitted: AccessRequest = { id: '310000-AR-1', record: '310000-DS-0000000001-8', authority: '310000', requester: 'li', requesterAuthorities: [], useCase: 'z', trail: [event('REQUEST', WANTED)] };
const after = (...acts: readonly AccessAct[]): AccessRequest => acts.reduce((request, act) => afterStep(request, event(act), NOW), submitted);

describe('an access request', () => {
  test('goes from state to state as its table has it', () => {
    expect(stateOf(submitted, NOW)).toBe('SUBMITTED');
    expect(stateOf(after('ASK'), NOW)).toBe('QUESTIONED');
    expect(stateOf(after('ASK', 'ANSWER'), NOW)).toBe('SUBMITTED');
    expect(stateOf(after('ASK', 'ANSWER', 'GRANT'), NOW)).toBe('GRANTED');
    expect(stateOf(after('GRANT', 'REVOKE'), NOW)).toBe('REVOKED');
    expect(stateOf(after('REFUSE'), NOW)).toBe('REFUSED');
    expect(stateOf(after('ASK', 'WITHDRAW'), NOW)).toBe('WITHDRAWN');
  });

  test('whatever is tried, does only what the table has, and stays as it was else', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ACTS), { maxLength: 8 }), (acts) => {
        let request = submitted;
        for (const act of acts) {
          const state = stateOf(request, NOW);
          const next = TRANSITIONS[state][act];
          if (next === undefined) expect(() => afterStep(request, event(act), NOW)).toThrow(`is ${state}: ${act} can't be done to it`);
          else request = afterStep(request, event(act), NOW);
          expect(stateOf(request, NOW)).toBe(next ?? state);
        }
      }),
    );
  });

  test('ends with its time: a grant at its end, what waits when nobody wants it any more', () => {
    const granted = afterStep(submitted, event('GRANT', '2026-03-02T00:00:00.000Z'), NOW);
    expect(stateOf(granted, new Date('2026-03-01T23:59:59.999Z'))).toBe('GRANTED');
    expect(stateOf(granted, new Date('2026-03-02T00:00:00.000Z'))).toBe('EXPIRED');
    expect(stateOf(submitted, new Date(WANTED))).toBe('EXPIRED');
    expect(stateOf(after('REFUSE'), new Date(WANTED))).toBe('REFUSED');
    expect(() => afterStep(submitted, event('GRANT'), new Date(WANTED))).toThrow("is EXPIRED: GRANT can't be done to it");
  });

  test('is granted for a time to come, and for no longer than was asked for', () => {
    for (const until of ['2026-06-01T00:00:00.001Z', NOW.toISOString(), null]) expect(() => afterStep(submitted, event('GRANT', until), NOW)).toThrow('until: expected a moment after now and not after');
  });

  test('has its table in docs/access-requests.md', () => {
    const docs = readFileSync(packagePath('docs', 'access-requests.md'), 'utf8');
    for (const state of STATES) {
      const row = docs.split('\n').find((line) => line.startsWith(`| \`${state}\` |`)) ?? '';
      const told = row.split('|').slice(2, -1).map((cell) => cell.trim().replaceAll('`', ''));
      expect({ state, told }).toEqual({ state, told: ACTS.filter((act) => act !== 'REQUEST').map((act) => TRANSITIONS[state][act] ?? '') });
    }
  });
});
