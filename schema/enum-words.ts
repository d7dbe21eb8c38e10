import type { DemandState, Frequency, Grade, Openness, ShareType } from './generated/common.js';

/* Words of the contract's enumerations that records carry, for those who read what is typed or was published. */

export const SHARE_TYPES: readonly ShareType[] = ['UNCONDITIONAL', 'CONDITIONAL', 'NOT_SHARED'];
/** The widest first. */
export const OPENNESS: readonly Openness[] = ['OPEN', 'CONDITIONAL', 'CLOSED'];
/** The least sensitive first. */
export const GRADES: readonly Grade[] = ['GENERAL', 'IMPORTANT', 'CORE'];
export const DEMAND_STATES: readonly DemandState[] = ['OPEN', 'MET', 'CLOSED'];
export const FREQUENCIES: readonly Frequency[] = ['REALTIME', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'SEMIANNUAL', 'YEARLY', 'IRREGULAR', 'NEVER', 'UNKNOWN'];
