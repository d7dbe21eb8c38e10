import { describe, test } from '@jest/globals';

export interface Need {
  readonly isThere: boolean;
  /** What a suite needs and a machine may lack, as in "(needs a MongoDB server)". */
  readonly what: string;
  /** What to do about it, as in "Expected …, for CI leaves no suite out: …". */
  readonly expected: string;
}

/** What becomes of a suite with a need. In CI a suite that can't run must not look like one that passes. */
export function modeOf(isThere: boolean, isCi: boolean): 'run' | 'fail' | 'skip' {
  if (isThere) return 'run';
  return isCi ? 'fail' : 'skip';
}

/** A suite that is listed as skipped where what it needs is missing, and fails there in CI. */
export function describeWhere({ isThere, what, expected }: Need, name: string, body: () => void): void {
  const mode = modeOf(isThere, Boolean(process.env['CI']));
  if (mode === 'run') return describe(name, body);
  const told = `${name} (needs ${what})`;
  if (mode === 'skip') return describe(told, () => test.skip(`needs ${what}`, () => undefined));
  describe(told, () => {
    test(`needs ${what}`, () => {
      throw new Error(expected);
    });
  });
}
