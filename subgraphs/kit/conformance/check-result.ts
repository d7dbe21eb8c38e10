export type CheckOutcome = 'PASSED' | 'FAILED' | 'SKIPPED';

/** What one check of a node came to. Plain data: it is kept and shown as it is. */
export interface CheckResult {
  /** Stays the same over versions: `FEED_GAPLESS`. */
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly outcome: CheckOutcome;
  /** Whether a node that fails it is kept out, unless the operator forces it. */
  readonly required: boolean;
  /** What the node was asked. */
  readonly sent: string;
  /** What came, or why it was not asked. */
  readonly came: string;
  /** What to do; null unless it failed. */
  readonly advice: string | null;
}
