import type { FuzzOutcome } from './run-input.js';

export const FUZZ_BUDGET = { mebibytes: 512 } as const;

/** What many damaged inputs did. */
export interface FuzzReport {
  readonly inputs: number;
  readonly seed: number;
  readonly entries: number;
  /** Records that were made of what was left sound. */
  readonly published: number;
  /** Inputs of which something was refused, with a reason each. */
  readonly refused: number;
  readonly slowest: { readonly name: string; readonly millis: number };
  /** Largest resident memory of the process. */
  readonly peakMebibytes: number;
  /** Connections and look-ups that were tried; each was refused. */
  readonly connections: number;
  readonly failures: readonly string[];
}

/** What the importers' process answers of a file. */
export interface FuzzAnswer extends Pick<FuzzReport, 'peakMebibytes' | 'connections'> {
  readonly outcome: FuzzOutcome | null;
  readonly failure: string | null;
}
