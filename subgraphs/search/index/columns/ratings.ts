import type { QualityRating } from '../../../../schema/generated/common.js';
import { RATINGS } from '../../../../schema/quality/mqa.js';

/** The ratings in the order of their numbers in the column, the best first. */
export const RATING_NAMES: readonly QualityRating[] = RATINGS.map(({ rating }) => rating);

/** What stands in the column where a record's kind is not judged. */
export const NO_RATING = RATING_NAMES.length;

/** The number of the rating that a score comes to. */
export const ratingNumber = (score: number): number => RATINGS.findIndex(({ from }) => score >= from);
