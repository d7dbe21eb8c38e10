import type { IndexRebuild } from '../../schema/generated/search.js';
import type { WireError } from '../../subgraphs/kit/transport/transport.js';
import type { Readiness } from '../../subgraphs/kit/observe/readiness.js';
import { isWell, type AuthorityStatus } from './authority-status.js';

/** What `ucat status` found, before it is put in words. */
export interface Found {
  readonly readiness: Partial<Readiness>;
  readonly errors: readonly WireError[];
  readonly statuses: readonly AuthorityStatus[];
  /** Of the index. @default none */
  readonly rebuild?: IndexRebuild | null;
}

/** The gateway's member table: serves also where it was kept from before, and then says so. */
const MEMBERS = 'members';

/** Who answers the fields that `ucat status` asks for. */
const ANSWERED_BY: Readonly<Record<string, string>> = { authorities: 'the registry', search: 'the index', coverage: 'the index' };

const REBUILDS: Readonly<Record<IndexRebuild, string>> = { UNDER_WAY: 'is made beside the one that answers', FAILING: 'can not be made, and the one that answers goes on' };

/** The first line: how many authorities there are, and all that is not well by name. `all well` is said of nothing else. */
export function headline({ readiness, errors, statuses, rebuild = null }: Found): string {
  const named: readonly (readonly [what: string, names: readonly string[]])[] = [
    ['not answering', [...new Set(errors.map(({ path, message }) => ANSWERED_BY[String(path?.[0])] ?? message))]],
    ['not in order', Object.entries(readiness.dependencies ?? {}).flatMap(([name, { ok, detail }]) => (ok && !(name === MEMBERS && detail) ? [] : [detail === undefined ? name : `${name} (${detail})`]))],
    ['a new version of the index', rebuild === null ? [] : [REBUILDS[rebuild]]],
    ['silent', codesOf(statuses, (status) => !isWell(status) && status.reachable === false)],
    ['breaker open', codesOf(statuses, (status) => !isWell(status) && status.breaker === 'OPEN')],
    ['suspended', codesOf(statuses, ({ member }) => member === 'SUSPENDED')],
    ['answered by the replica alone', codesOf(statuses, ({ member, servedByOwner }) => member === 'ACTIVE' && servedByOwner === 0)],
  ];
  const told = named.flatMap(([what, names]) => (names.length === 0 ? [] : [`${what}: ${names.join(', ')}`]));
  return [`${readiness.status ?? 'not ready'}`, `${String(statuses.length)} authorities`, ...(told.length === 0 ? ['all well'] : told)].join('; ');
}

const codesOf = (statuses: readonly AuthorityStatus[], applies: (status: AuthorityStatus) => boolean): readonly string[] => statuses.filter(applies).map(({ authority }) => authority);
