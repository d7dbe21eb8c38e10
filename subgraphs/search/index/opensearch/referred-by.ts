import { readLogKey } from '../../../../schema/audience.js';
import { parseId } from '../../../../schema/ids.js';
import type { PublishedDocument } from '../../model/published-document.js';
import { ServedBy } from './served-by.js';

/** The kinds whose records change what the documents of the datasets say that they name, and what their ids look like. */
export const REFERRERS = [
  { kind: 'DATA_SERVICE', pattern: '*-SV-*' },
  { kind: 'USE_CASE', pattern: '*-UC-*' },
] as const;

export function isReferrer(id: string): boolean {
  const parsed = parseId(id);
  return parsed.ok && REFERRERS.some(({ kind }) => kind === parsed.kind);
}

/** A service or use case as the ledger has it. */
interface Referrer {
  readonly log: string;
  readonly document: Pick<PublishedDocument, 'kind' | 'servesDatasets' | 'uses' | 'hasOutcome'>;
}

/** Which services give access to each dataset, and whether a use case that everybody sees tells what came of using it. */
export class ReferredBy {
  readonly #serving = new ServedBy();
  readonly #using = new ServedBy();

  of(dataset: string): { readonly servedBy: readonly string[]; readonly isUsed: boolean } {
    return { servedBy: this.#serving.marks(dataset), isUsed: this.#using.marks(dataset).length > 0 };
  }

  /** Takes in what a service or use case is now; null where it is gone. @returns the datasets for which this may change something */
  put(id: string, now: Referrer | null): readonly string[] {
    const parsed = parseId(id);
    if (parsed.ok && parsed.kind === 'DATA_SERVICE') return this.#serving.put(id, now && { log: now.log, datasets: now.document.servesDatasets });
    const tells = now !== null && now.document.hasOutcome && readLogKey(now.log).logName === 'PUBLIC';
    return this.#using.put(id, tells ? { log: now.log, datasets: now.document.uses } : null);
  }
}
