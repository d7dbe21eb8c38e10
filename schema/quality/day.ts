import { dateInterval } from '../date-interval.js';

/** Whether a text is a day of the calendar: `2026-03-01`. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && dateInterval(text) !== null;

/** Today in UTC. */
export const today = (): string => new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
