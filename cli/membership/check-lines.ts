/** A check as the registry or the suite tells it. */
export interface ToldCheck {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly outcome: string;
  readonly required: boolean;
  readonly sent: string;
  readonly came: string;
  readonly advice: string | null;
}

/** The fields of `NodeCheck` that are told. */
export const CHECK_FIELDS = 'code titleZh: title(lang: ZH) titleEn: title(lang: EN) outcome required sent came advice';

const MARKS: Readonly<Record<string, string>> = { PASSED: '✓', FAILED: '✗', SKIPPED: '·' };

/** A line for each check; where it failed, what was sent, what came and what to do. */
export function checkLines(checks: readonly ToldCheck[]): readonly string[] {
  const width = Math.max(0, ...checks.map(({ code }) => code.length));
  return checks.flatMap(({ code, titleZh, titleEn, outcome, required, sent, came, advice }) => [
    `${MARKS[outcome] ?? '?'} ${code.padEnd(width)}  ${titleZh} · ${titleEn}${outcome === 'FAILED' && !required ? ' (not required)' : ''}`,
    ...(outcome === 'FAILED' ? [`    sent: ${sent}`, `    came: ${came}`, `    do:   ${advice ?? ''}`] : []),
    ...(outcome === 'SKIPPED' ? [`    skipped: ${came}`] : []),
  ]);
}

/** `12 passed, 1 failed, 1 skipped` */
export function checkSummary(checks: readonly ToldCheck[]): string {
  const count = (outcome: string): number => checks.filter((check) => check.outcome === outcome).length;
  return `${String(count('PASSED'))} passed, ${String(count('FAILED'))} failed, ${String(count('SKIPPED'))} skipped`;
}

export const hasFailed = (checks: readonly ToldCheck[]): boolean => checks.some(({ outcome, required }) => required && outcome === 'FAILED');
