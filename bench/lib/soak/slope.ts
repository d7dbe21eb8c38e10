/** One reading: when, and how much. */
export interface Reading {
  readonly hours: number;
  readonly value: number;
}

/** A straight line through readings, by least squares. */
export interface Slope {
  /** Of what was read, in an hour. */
  readonly perHour: number;
  /** Standard error of that. */
  readonly error: number;
}

/** The slope of readings; `NaN` of fewer than three. */
export function slopeOf(readings: readonly Reading[]): Slope {
  const count = readings.length;
  if (count < 3) return { perHour: NaN, error: NaN };
  const mean = (of: (reading: Reading) => number): number => readings.reduce((sum, one) => sum + of(one), 0) / count;
  const [hours, value] = [mean((one) => one.hours), mean((one) => one.value)];
  const spread = readings.reduce((sum, one) => sum + (one.hours - hours) ** 2, 0);
  const perHour = readings.reduce((sum, one) => sum + (one.hours - hours) * (one.value - value), 0) / spread;
  const rest = readings.reduce((sum, one) => sum + (one.value - value - perHour * (one.hours - hours)) ** 2, 0);
  return { perHour, error: Math.sqrt(rest / (count - 2) / spread) };
}

/** `UNDECIDED`: the line is less certain than the bar is high, as in a run that was too short. */
export type Verdict = 'FLAT' | 'RISES' | 'UNDECIDED';

/** Judges a slope by a bar, with two standard errors to either side. */
export function judgeSlope({ perHour, error }: Slope, barPerHour: number): Verdict {
  if (perHour + 2 * error <= barPerHour) return 'FLAT';
  return perHour - 2 * error > barPerHour ? 'RISES' : 'UNDECIDED';
}
