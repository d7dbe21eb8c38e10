import { readLogKey } from '../../../schema/audience.js';
import type { MemberStatus } from '../../../schema/generated/registry.js';
import { EMPTY_MEMBER_TABLE, type MemberTable } from '../../kit/follow-members.js';
import type { AuthorityStanding } from '../index/search-index.js';
import type { Moments } from './kept-moments.js';
import { AuthorityLogs, type AuthorityLogsOptions } from './authority-logs.js';

/** Members that are not served: what the index has of them is kept, and shown to nobody. */
const NOT_SERVED: readonly MemberStatus[] = ['PENDING', 'WITHDRAWN'];

/** Follows the logs of each active authority of the member table. */
export class MemberHarvest {
  readonly #options: Omit<AuthorityLogsOptions, 'publicKey'>;
  readonly #harvesters = new Map<string, AuthorityLogs>();
  readonly #ending = new Set<Promise<void>>();
  #table: MemberTable = EMPTY_MEMBER_TABLE;

  constructor(options: Omit<AuthorityLogsOptions, 'publicKey'>) {
    this.#options = options;
  }

  /** Lists logs that the index has read, though no table has named their authorities yet, as fresh as they were last. */
  list(logs: readonly string[], moments: Moments = new Map()): void {
    for (const log of logs) this.#options.states.set(log, { status: 'UNLISTED', asOf: moments.get(log) ?? null });
  }

  /** Follows who is new, moves who has moved, leaves who is not active any more. Records stay in any case. */
  update(table: MemberTable): void {
    const { states } = this.#options;
    const { authorities } = table;
    this.#table = table;
    for (const [code, harvester] of this.#harvesters) {
      if (authorities.get(code)?.status !== 'ACTIVE') this.#end(code, harvester);
    }
    for (const { code, url, status } of authorities.values()) {
      if (status === 'ACTIVE') this.#follow(code, url);
      else if (status === 'SUSPENDED') states.set(code, { status: 'SUSPENDED', asOf: states.get(code).asOf });
    }
    for (const log of states.authorities) {
      const { authority } = readLogKey(log);
      const status = authorities.get(authority)?.status;
      if (status === undefined) states.set(log, { status: 'UNLISTED', asOf: states.get(log).asOf });
      else if (status === 'SUSPENDED') states.set(log, { status, asOf: states.get(log).asOf });
      else if (status !== 'ACTIVE') states.delete(log);
    }
  }

  async close(): Promise<void> {
    for (const [code, harvester] of this.#harvesters) this.#end(code, harvester);
    await Promise.all(this.#ending);
  }

  #follow(code: string, url: string): void {
    const known = this.#harvesters.get(code);
    if (known) {
      known.moveTo(url);
      return;
    }
    const publicKey = (): string | null => this.#table.authorities.get(code)?.publicKey ?? null;
    this.#harvesters.set(code, new AuthorityLogs(code, url, { ...this.#options, publicKey }));
  }

  #end(code: string, harvester: AuthorityLogs): void {
    this.#harvesters.delete(code);
    const ending = harvester.close().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }
}

/** What the index must heed of a member table. */
export function standingOf({ authorities }: MemberTable): AuthorityStanding {
  const entries = [...authorities.values()];
  return {
    hidden: entries.filter(({ status }) => NOT_SERVED.includes(status)).map(({ code }) => code),
    bodies: entries.filter(({ kind }) => kind === 'BODY').map(({ code }) => code),
  };
}
