import { catalogError } from '../../schema/errors.js';

/** RFC 3339: without a zone it would be another moment on every machine. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** The moment that is asked about, `now` where none is. @throws BAD_INPUT */
export function readMoment(at: string | null | undefined, now: Date): Date {
  if (at == null) return now;
  const moment = new Date(at);
  if (!INSTANT.test(at) || Number.isNaN(moment.getTime())) throw catalogError('BAD_INPUT', `at: expected an RFC 3339 instant, such as 2026-03-01T08:00:00Z but got ${JSON.stringify(at)}.`, { argument: 'at' });
  return moment;
}
