import { catalogError } from '../../../../schema/errors.js';
import type { QueryArrivalsArgs } from '../../../../schema/generated/search.js';
import { logEnds, newEntries, placeIn, type LogPlaces } from '../../index/new-entries.js';
import type { PublishedDocument } from '../../model/published-document.js';
import type { SearchContext } from '../search-context.js';
import { findMatches, readDemand, type FoundMatch } from './find-matches.js';

/** Entries that are looked at together, and in one answer. */
const STEP = 100;
const MOST_ENTRIES = 1_000;
const LONGEST_CURSOR = 100_000;

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
  const ends = await logEnds(index, viewer);
  if (after === null || after === undefined) return { matches: [], cursor: formatCursor(ends), isBehind: false };
  return lookBehind(wanted, parseCursor(after), ends, { index, viewer });
}

async function lookBehind(wanted: PublishedDocument, begins: LogPlaces, ends: LogPlaces, { index, viewer }: Pick<SearchContext, 'index' | 'viewer'>): Promise<Arrivals> {
  const place: Record<string, number> = {};
  const matches: FoundMatch[] = [];
  let entriesLeft = MOST_ENTRIES;
  for (const [log, end] of Object.entries(ends)) {
    const from = placeIn(log, end, begins);
    place[log] = from;
    for await (const { entries, at } of newEntries(index, log, { from, end }, () => Math.min(STEP, entriesLeft))) {
      matches.push(...(await findMatches(wanted, { first: entries.length, among: entries.map(({ id }) => id) }, index, viewer)));
      entriesLeft -= entries.length;
      place[log] = at;
    }
  }
  return { matches, cursor: formatCursor(place), isBehind: Object.entries(ends).some(([log, end]) => (place[log] ?? 0) < end) };
}

const formatCursor = (place: LogPlaces): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** @throws GraphQLError BAD_CURSOR */
function parseCursor(text: string): LogPlaces {
  const place = text.length > LONGEST_CURSOR ? null : readJson(Buffer.from(text, 'base64url').toString());
  const isPlace = typeof place === 'object' && place !== null && !Array.isArray(place) && Object.values(place).every((seq) => Number.isSafeInteger(seq) && (seq as number) >= 0);
  if (!isPlace) throw catalogError('BAD_CURSOR', 'after: expected a cursor of an earlier answer but got another text.', { argument: 'after' });
  return place as LogPlaces;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
