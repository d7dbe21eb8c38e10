import { MOST_POINTS, RATINGS } from '../../../../schema/quality/mqa.js';

/** The place in `RATINGS` of each score, so that a million of them are rated without a comparison. */
export const ratingNumbers: readonly number[] = Array.from({ length: MOST_POINTS + 1 }, (_, score) => RATINGS.findIndex(({ from }) => score >= from));
