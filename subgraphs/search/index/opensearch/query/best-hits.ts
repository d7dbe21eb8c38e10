import { closenessTo, lookedTextsOf, SHORT_DOCUMENT, type LookedTexts } from '../../query/closeness.js';
import type { Edge, Place } from '../../query/cursor.js';
import { EXACT_BONUS } from '../../query/rank.js';
import { isBefore, LOOKED_AT, mostLooked } from '../../query/second-look.js';
import type { LedgerReader } from '../ledger/ledger-reader.js';
import type { HitOfEngine } from './hits.js';
import type { SearchPlan } from './search-body.js';
import { matchesOf } from './word-clauses.js';

/** Hits in order, and where those end that were looked at again. */
export interface BestHits {
  readonly hits: readonly HitOfEngine[];
  readonly edge: Edge | null;
}

/** How many of the first hits the page is made of. */
export const bestSize = ({ request, after }: SearchPlan): number => Math.max(mostLooked(after), request.first + 1);

/** Raises the best of the first hits by what their texts say. */
export function bestHits(first: readonly HitOfEngine[], plan: SearchPlan, ledger: LedgerReader): BestHits {
  const { after } = plan;
  const edge = after ? after.edge : edgeOf(first[LOOKED_AT]);
  const shareOf = closenessIn(plan, ledger);
  const hits = first.map((hit, place) => {
    const [key, id] = [Number(hit.sort[0]), hit.sort[1]];
    const isRaised = place < mostLooked(after) && key < EXACT_BONUS && (edge === null || isBefore({ key, id }, edge));
    return isRaised ? { ...hit, sort: [key * (1 + shareOf(hit)), id] as const } : hit;
  });
  return { hits: hits.sort((a, b) => Number(b.sort[0]) - Number(a.sort[0]) || (a.sort[1] < b.sort[1] ? -1 : 1)), edge };
}

/** Those behind a place. */
export const behind = (hits: readonly HitOfEngine[], after: Pick<Place, 'key' | 'id'> | null): readonly HitOfEngine[] =>
  after === null ? hits : hits.filter(({ sort: [key, id] }) => Number(key) < after.key || (Number(key) === after.key && id > after.id));

/** Whether a page that ends the first hits goes on behind its cursor, and not behind the last of them: so much came in that they are all before it. */
export const isBehindAll = (first: readonly HitOfEngine[], after: Pick<Place, 'key' | 'id'> | null): boolean => after !== null && behind(first.slice(-1), after).length === 0;

const edgeOf = (hit: HitOfEngine | undefined): Edge | null => (hit === undefined ? null : { key: Number(hit.sort[0]), id: hit.sort[1] });

/** How closely a hit has what the query asks for. */
function closenessIn({ query, terms, viewing: { reader } }: SearchPlan, ledger: LedgerReader): (hit: HitOfEngine) => number {
  const closeness = closenessTo(query);
  const textsOf = ({ _source: { id, shown } }: HitOfEngine): LookedTexts => {
    const titles = [shown.title, shown.titleEn];
    const document = ledger.shortDocument(id, SHORT_DOCUMENT, reader);
    return document === null ? { titles, description: `${shown.summaryZh} ${shown.summaryEn}` } : lookedTextsOf(titles, document);
  };
  return (hit) => (terms === null ? 0 : closeness(textsOf(hit), matchesOf(terms, hit.matched_queries ?? [])));
}
