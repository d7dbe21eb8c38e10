import { dateInterval } from '../date-interval.js';
import type { PublishedOffer } from './offer.js';

export type Standing = 'UPCOMING' | 'OPEN' | 'ENDED';

/** Whether an offer holds at a moment. Both of its ends are included; `2027` ends with the last moment of that year in UTC. */
export function standingAt({ validFrom, validThrough }: PublishedOffer, at: Date): Standing {
  const moment = at.getTime();
  if (moment < (validFrom === undefined ? -Infinity : (dateInterval(validFrom)?.start ?? -Infinity))) return 'UPCOMING';
  return moment > (validThrough === undefined ? Infinity : (dateInterval(validThrough)?.end ?? Infinity)) ? 'ENDED' : 'OPEN';
}
