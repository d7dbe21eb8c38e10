import type { MemberTable } from '../../kit/follow-members.js';
import { AuthorityHarvester, type HarvestOptions } from './authority-harvester.js';

/** Keeps one harvester for each active authority of the member table. */
export class MemberHarvest {
  readonly #options: HarvestOptions;
  readonly #harvesters = new Map<string, AuthorityHarvester>();
  readonly #ending = new Set<Promise<void>>();

  constructor(options: HarvestOptions) {
    this.#options = options;
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
    this.#options.states.set(code, { status: 'NEW', asOf: null });
    this.#harvesters.set(code, new AuthorityHarvester(code, url, this.#options));
  }

  #end(code: string, harvester: AuthorityHarvester): void {
    this.#harvesters.delete(code);
    const ending = harvester.close().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }
}
