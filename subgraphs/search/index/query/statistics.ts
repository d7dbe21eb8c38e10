import type { QueryTerms } from '../../text/query-terms.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { PostingLookup } from './match.js';
import { countLive } from './posting.js';

/**
 * What a score depends on beside the record and the query, in whole steps: how long records are on average, then how
 * rare each scoring term is. Every record that comes or goes may change them. So a cursor carries them along, and the
 * pages of one list are all reckoned with those of its first. They are of the live records that everybody may see,
 * whoever asks: no score tells how many others there are.
 */
export type Statistics = readonly number[];

/** Steps of a doubling. */
const RARITY_STEPS = 4;
const LENGTH_STEPS = 2;
/** More than any index can reach; a cursor comes from outside. */
const MOST_STEPS = 255;

/** The statistics of a query as the index stands now. */
export function statisticsOf({ scoring }: Pick<QueryTerms, 'scoring'>, columns: RecordColumns, lookup: PostingLookup): Statistics {
  const { live, lengthSum } = columns;
  const length = Math.round(LENGTH_STEPS * Math.log2(1 + lengthSum / Math.max(1, live.count)));
  return [length, ...scoring.map(({ token }) => rarityStep(countLive(lookup(token), columns), live.count))];
}

/** What no public record has may be in others, so it is as rare as what one has. */
export const rarityStep = (count: number, size: number): number => Math.max(1, Math.round(RARITY_STEPS * Math.log2(1 + size / Math.max(1, count))));

/** How much the scoring term at `index` weighs by its rarity. */
export const rarity = (statistics: Statistics, index: number): number => (statistics[index + 1] as number) / RARITY_STEPS;

export const averageLength = (statistics: Statistics): number => Math.pow(2, (statistics[0] as number) / LENGTH_STEPS);

export const isStatistics = (value: unknown): value is Statistics =>
  Array.isArray(value) && value.every((step) => Number.isInteger(step) && (step as number) >= 0 && (step as number) <= MOST_STEPS);
