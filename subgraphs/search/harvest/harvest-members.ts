import type { MemberStatus } from '../../../schema/generated/registry.js';
import type { MemberTable } from '../../kit/follow-members.js';
import type { AuthorityStanding } from '../index/search-index.js';
import type { Moments } from './kept-moments.js';
import { AuthorityHarvester, type HarvestOptions } from './authority-harvester.js';

/** Members that are not served: what the index has of them is kept, and shown to nobody. */
const NOT_SERVED: readonly MemberStatus[] = ['PENDING', 'WITHDRAWN'];

/** Keeps one harvester for each active authority of the member table. */
export class MemberHarvest {
  readonly #options: HarvestOptions;
  readonly #harvesters = new Map<string, AuthorityHarvester>();
  readonly #ending = new Set<Promise<void>>();

  constructor(options: HarvestOptions) {
    this.#options = options;
  }

  /** Lists authorities that the index has records of, though no table has named them yet, as fresh as they were last. */
  list(authorities: readonly string[], moments: Moments = new Map()): void {
    for (const code of authorities) this.#options.states.set(code, { status: 'UNLISTED', asOf: moments.get(code) ?? null });
  }

  /** Follows who is new, moves who has moved, leaves who is not active any more. Records stay in any case. */
  update({ authorities }: MemberTable): void {
    const { states } = this.#options;
    for (const [code, harvester] of this.#harvesters) {
      if (authorities.get(code)?.status !== 'ACTIVE') this.#end(code, harvester);
    }
    for (const { code, url, status } of authorities.values()) {
      if (status === 'ACTIVE') this.#follow(code, url);
      else if (status === 'SUSPENDED') states.set(code, { status: 'SUSPENDED', asOf: states.get(code).asOf });
      else states.delete(code);
    }
    for (const code of states.authorities) {
      if (!authorities.has(code)) states.set(code, { status: 'UNLISTED', asOf: states.get(code).asOf });
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
    this.#options.states.set(code, { status: 'NEW', asOf: this.#options.states.get(code).asOf });
    this.#harvesters.set(code, new AuthorityHarvester(code, url, this.#options));
  }

  #end(code: string, harvester: AuthorityHarvester): void {
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
