import { MOST_PRIOR, prior } from '../query/prior.js';

/** The step above which no prior is. */
export const PRIOR_STEPS = 255;

/** What a record's own quality adds to its score where nobody is known to use it, in whole steps and rounded up. */
export const priorStep = (completeness: number, modified: number): number => Math.min(PRIOR_STEPS, Math.ceil((prior(completeness, modified, false) / MOST_PRIOR) * PRIOR_STEPS));

/** What a step stands for at most. */
export const priorOfStep = (step: number): number => (step / PRIOR_STEPS) * MOST_PRIOR;
