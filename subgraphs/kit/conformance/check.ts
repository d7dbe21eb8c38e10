import type { TransportAnswer } from '../transport/transport.js';
import type { CheckOutcome, CheckResult } from './check-result.js';
import type { FeedReading } from './feed-reading.js';
import type { NodeDescription } from '../identity/node-description.js';

export type Ask = (query: string, variables?: Readonly<Record<string, unknown>>, timeoutMillis?: number) => Promise<TransportAnswer>;

/** A node that is tried. */
export interface Subject {
  /** Address of its GraphQL endpoint. */
  readonly url: string;
  /** Whom it is to speak for. */
  readonly asked: readonly string[];
  /** Those of them that it says it serves: what it is tried for. All where it says nothing of itself, or serves none. */
  readonly authorities: readonly string[];
  /** What it says of itself, or why it says nothing. */
  readonly description: NodeDescription | Error;
  /** What was read of its logs, one of each authority. */
  readonly feeds: readonly FeedReading[];
  /** Rejects where nothing in GraphQL's form came. */
  readonly ask: Ask;
  /** Works with connections that were not used before, and ends them. */
  reconnected<Result>(work: (ask: Ask) => Promise<Result>): Promise<Result>;
}

/** What was seen: a check says nothing of what to do, its definition does. */
export interface Finding {
  readonly outcome: CheckOutcome;
  readonly sent: string;
  readonly came: string;
}

/** One thing that is tried, and what to do where it fails. */
export interface Check {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly advice: string;
  /** @default true */
  readonly required?: boolean;
  readonly run: (subject: Subject) => Finding | Promise<Finding>;
}

export const passed = (sent: string, came: string): Finding => ({ outcome: 'PASSED', sent, came });
export const failed = (sent: string, came: string): Finding => ({ outcome: 'FAILED', sent, came });
export const skipped = (sent: string, why: string): Finding => ({ outcome: 'SKIPPED', sent, came: why });

/** Tries one thing. What the node did not answer is a failure of the node, and a finding like any other. */
export async function runCheck({ code, titleZh, titleEn, advice, required = true, run }: Check, subject: Subject): Promise<CheckResult> {
  const finding = await attempt(() => run(subject));
  return { code, titleZh, titleEn, required, ...finding, advice: finding.outcome === 'FAILED' ? advice : null };
}

async function attempt(run: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await run();
  } catch (error) {
    return failed('as described', (error as Error).message);
  }
}

/** The codes of an answer's errors; `null` for one that has none. */
export const codesOf = ({ errors = [] }: TransportAnswer): readonly unknown[] => errors.map(({ extensions }) => extensions?.['code'] ?? null);

/** An answer in a few words. */
export function told({ data, errors = [] }: TransportAnswer): string {
  const parts = [...(data ? [JSON.stringify(data)] : []), ...errors.map(({ message, extensions }) => `error ${String(extensions?.['code'] ?? 'without a code')}: ${message}`)];
  return parts.join('; ').slice(0, 300);
}
