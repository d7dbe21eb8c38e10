import { describe, expect, test } from '@jest/globals';
import type { AuthorityStatus } from '../../../../cli/status/authority-status.js';
import { headline } from '../../../../cli/status/headline.js';

const well = (authority: string, other: Partial<AuthorityStatus> = {}): AuthorityStatus => ({ authority, name: authority, member: 'ACTIVE', reachable: true, asOf: null, lagSeconds: 1, records: 1, breaker: 'CLOSED', servedByOwner: 1, ...other });
const ready = { status: 'ready', dependencies: { members: { ok: true } } } as const;

describe('the first line of ucat status', () => {
  test('says all well where all is', () => {
    expect(headline({ readiness: ready, errors: [], statuses: [well('MEE'), well('SAC', { servedByOwner: null })] })).toBe('ready; 2 authorities; all well');
  });

  test.each<[string, Parameters<typeof headline>[0]]>([
    ['not answering: the registry', { readiness: ready, errors: [{ message: 'away', path: ['authorities'] }], statuses: [well('MEE', { member: null })] }],
    ['not answering: the index', { readiness: ready, errors: [{ message: 'away', path: ['search'] }, { message: 'away', path: ['coverage'] }], statuses: [well('MEE')] }],
    ['not answering: odd', { readiness: ready, errors: [{ message: 'odd' }], statuses: [well('MEE')] }],
    ['silent: MEE', { readiness: ready, errors: [], statuses: [well('MEE', { reachable: false })] }],
    ['a new version of the index: is made beside the one that answers', { readiness: ready, errors: [], statuses: [well('MEE')], rebuild: 'UNDER_WAY' }],
    ['a new version of the index: can not be made, and the one that answers goes on', { readiness: ready, errors: [], statuses: [well('MEE')], rebuild: 'FAILING' }],
    ['breaker open: MEE', { readiness: ready, errors: [], statuses: [well('MEE', { breaker: 'OPEN' })] }],
    ['suspended: MEE', { readiness: ready, errors: [], statuses: [well('MEE', { member: 'SUSPENDED', reachable: false })] }],
    ['answered by the replica alone: MEE', { readiness: ready, errors: [], statuses: [well('MEE', { servedByOwner: 0 })] }],
    ['not in order: members (kept from the last time)', { readiness: { status: 'ready', dependencies: { members: { ok: true, detail: 'kept from the last time' } } }, errors: [], statuses: [well('MEE')] }],
    ['not in order: subgraph trade (not heard)', { readiness: { status: 'ready', dependencies: { 'subgraph trade': { ok: false, needed: false, detail: 'not heard' } } }, errors: [], statuses: [well('MEE')] }],
  ])('says %s, and not that all is well', (told, found) => {
    expect(headline(found)).toBe(`ready; 1 authorities; ${told}`);
  });
});
