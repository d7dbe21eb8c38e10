import { randomNumbers } from '../random.js';

export interface ScheduleOptions {
  /** The same seed gives the same schedule. */
  readonly seed: number;
  /** Acknowledged changes of the whole run. */
  readonly changes: number;
  readonly writers: number;
  readonly kills: number;
  readonly pauses: number;
}

/** Something that is done to a writer, whatever it is at just then. */
export interface Disturbance {
  /** When so many changes have been acknowledged … */
  readonly afterChanges: number;
  /** … and so long afterwards. */
  readonly delayMillis: number;
  readonly writer: number;
}

export interface Schedule {
  readonly kills: readonly Disturbance[];
  readonly pauses: readonly Disturbance[];
}

/** Longer than most appends take: a writer is met in every phase of one. */
const LONGEST_DELAY_MILLIS = 60;

/** Kills and pauses at random moments, by progress and not by the clock: as many on a slow machine as on a fast one. */
export function makeSchedule({ seed, changes, writers, kills, pauses }: ScheduleOptions): Schedule {
  const random = randomNumbers(seed);
  const some = (count: number): readonly Disturbance[] =>
    Array.from({ length: count }, () => ({
      afterChanges: Math.floor(random() * changes * 0.95),
      delayMillis: random() * LONGEST_DELAY_MILLIS,
      writer: Math.floor(random() * writers),
    })).sort((one, other) => one.afterChanges - other.afterChanges);
  return { kills: some(kills), pauses: some(pauses) };
}
