import { catalogError } from '../../../../schema/errors.js';
import type { QueryArrivalsArgs } from '../../../../schema/generated/search.js';
import type { PublishedDocument } from '../../model/published-document.js';
import { mayRead } from '../../model/may-read.js';
import type { SearchContext } from '../search-context.js';
import { findMatches, readDemand, type FoundMatch } from './find-matches.js';

/** Entries that are looked at together, and in one answer. */
const STEP = 100;
const MOST_ENTRIES = 1_000;
const LONGEST_CURSOR = 100_000;

/** Numbers of the last entries that were looked at, by the keys of the logs. */
type Place = Readonly<Record<string, number>>;

export interface Arrivals {
  readonly matches: readonly FoundMatch[];
  readonly cursor: string;
  readonly isBehind: boolean;
}

/**
 * What was published since a place in the logs and matches a demand, as a saved search is told it (decision 34): but the place
 * is kept by who asks. Without one it is the end of the logs: what there was before is no news.
 */
export async function arrivals(_: unknown, { demand, after }: QueryArrivalsArgs, { index, viewer }: SearchContext): Promise<Arrivals | null> {
  const [copy] = await index.copies([demand], viewer);
  const wanted = readDemand(demand, copy ?? null);
  if (wanted === null) return null;
  const ends: Place = Object.fromEntries(await Promise.all((await index.logs()).filter((log) => mayRead(viewer, log)).map(async (log) => [log, (await index.position(log)).seq] as const)));
  if (after === null || after === undefined) return { matches: [], cursor: formatCursor(ends), isBehind: false };
  return lookBehind(wanted, parseCursor(after), ends, { index, viewer });
}

async function lookBehind(wanted: PublishedDocument, begins: Place, ends: Place, { index, viewer }: Pick<SearchContext, 'index' | 'viewer'>): Promise<Arrivals> {
  const place: Record<string, number> = {};
  const matches: FoundMatch[] = [];
  let entriesLeft = MOST_ENTRIES;
  for (const [log, end] of Object.entries(ends)) {
    // A log that has become shorter has begun anew.
    const known = begins[log] ?? 0;
    let at = known > end ? 0 : known;
    while (at < end && entriesLeft > 0) {
      const most = Math.min(STEP, entriesLeft);
      const entries = await index.newestEntries(log, at, most);
      matches.push(...(await findMatches(wanted, { first: entries.length, among: entries.map(({ id }) => id) }, index, viewer)));
      entriesLeft -= entries.length;
      at = entries.length < most ? Math.max(end, entries.at(-1)?.seq ?? 0) : (entries.at(-1)?.seq ?? end);
    }
    place[log] = at;
  }
  return { matches, cursor: formatCursor(place), isBehind: Object.entries(ends).some(([log, end]) => (place[log] ?? 0) < end) };
}

const formatCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** @throws GraphQLError BAD_CURSOR */
function parseCursor(text: string): Place {
  const place = text.length > LONGEST_CURSOR ? null : readJson(Buffer.from(text, 'base64url').toString());
  const isPlace = typeof place === 'object' && place !== null && !Array.isArray(place) && Object.values(place).every((seq) => Number.isSafeInteger(seq) && (seq as number) >= 0);
  if (!isPlace) throw catalogError('BAD_CURSOR', 'after: expected a cursor of an earlier answer but got another text.', { argument: 'after' });
  return place as Place;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
